import { parse } from 'csv-parse/sync'

/** What stands between the cells of a row. */
const delimiters = [',', ';', '\t'] as const

/** How the encodings that have a mark begin. */
const marks: readonly { readonly encoding: string; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
]

/**
 * The rows of a CSV file as cells without white space around them; rows of empty cells are gone.
 * @throws Error when it is no CSV
 */
export function rowsOf(bytes: Uint8Array): string[][] {
  // Excel writes and reads this first line, and nobody else does.
  const [, said, text = ''] = /^(?:sep=(.)\r?\n)?(.*)$/is.exec(textOf(bytes)) ?? []
  const rows: string[][] = parse(text, {
    delimiter: said ?? delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  })
  return rows.filter((cells) => cells.some((cell) => cell !== ''))
}

/** The text, by its mark; without one it is UTF-8 where it can be, else what Windows writes in Russia. */
function textOf(bytes: Uint8Array): string {
  const marked = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
  if (marked) return new TextDecoder(marked.encoding).decode(bytes)
  if (bytes.includes(0)) throw new Error('these bytes are no text')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

/** The delimiter that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const line = (/^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => line.split(delimiter).length
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
}
