import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Letters, digits and signs each of which takes one column, whatever stands beside it. */
const narrow =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2190-\u2319\u232b-\u23e8\u2400-\u243f\u2500-\u25fc\u2713\u2717]*$/

/**
 * How many columns a text takes on a terminal. What our own sentences are made of is counted at once: what
 * tells emoji from letters takes longer to load its tables, 70 ms, than all the rest of a report.
 */
export function columnsOf(text: string): number {
  const plain = text.includes('\x1b') ? stripVTControlCharacters(text) : text
  return narrow.test(plain) ? plain.length : stringWidth(text)
}

/** A text in lines of at most `width` columns, broken where there are spaces, and in words that are longer. */
export function wrappedAt(text: string, width: number): string[] {
  const words = text.split(' ')
  const plain = narrow.test(text) && words.every(({ length }) => length > 0 && length <= width)
  return plain ? filled(words, width) : wrapAnsi(text, width, { hard: true }).split('\n')
}

function filled(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
