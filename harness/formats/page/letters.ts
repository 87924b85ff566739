/**
 * The symbols of control characters are missing in the fonts of many phones and desktops; pages put these
 * in their place, which are there everywhere.
 */
const everywhere: Readonly<Record<string, string>> = {
  '␠': '·',
  '⏎': '↵',
  '␍': '\\r',
  '␀': '\\x00',
  '␛': '\\x1b',
  '␡': '\\x7f',
}

/** Visible bytes in letters that every device has. */
export function inLetters(visible: string): string {
  return visible.replace(/[␠⏎␍␀␛␡]/g, (symbol) => everywhere[symbol] ?? symbol)
}

/** A stretch of visible bytes; `blank` are those that stand for white space. */
export interface Stretch {
  readonly text: string
  readonly blank: boolean
}

/** Visible bytes in letters, white space apart from what can be read, so that it can be drawn softly. */
export function stretchesOf(visible: string): Stretch[] {
  return visible
    .split(/([␠⏎␍⇥]+)/)
    .map((text, index) => ({ text: inLetters(text), blank: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
