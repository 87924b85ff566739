/** A text in which GitHub's runner takes no line for a command of its own. */
export function fenced(text: string, word: string): string {
  const end = text.endsWith('\n') ? '' : '\n'
  return `::stop-commands::${word}\n${text}${end}::${word}::\n`
}
