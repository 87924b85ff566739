/** What a terminal, or a reader of lines, could take for more than text. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * Data as JSON for people and machines, with a line end at the end. Control and invisible characters
 * are escaped, and so is `##[`, with which GitHub's runner begins a command wherever it stands in a line.
 */
export function jsonText(data: unknown): string {
  const json = JSON.stringify(data, null, 2)
    .replace(unseen, (character) => (character === '\n' ? character : escaped(character)))
    .replaceAll('##[', '#\\u0023[')
  return `${json}\n`
}

/** A string that no line can end, as JSON and YAML both read it. */
export function quotedText(text: string): string {
  return jsonText(text).trimEnd()
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
