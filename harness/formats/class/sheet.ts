import { stringify } from 'csv-stringify/sync'

/** A number is a number to a spreadsheet, a text is a text; nothing is an empty cell. */
export type Cell = string | number | undefined

/** How a sheet is written. */
export interface SheetOptions {
  /** What stands between cells; Excel expects a semicolon where the comma divides decimals. */
  readonly delimiter?: ',' | ';'
  /** Without the mark Excel takes UTF-8 for something else; importers don't need it. */
  readonly bom?: boolean
}

/** Rows as CSV (RFC 4180). No text of a student can be a formula, or break out of its line. */
export function sheetOf(
  rows: readonly (readonly Cell[])[],
  { delimiter = ',', bom = false }: SheetOptions = {},
): string {
  return stringify(
    rows.map((cells) => [...cells]),
    { delimiter, bom, cast: { string: harmless }, record_delimiter: 'windows' },
  )
}

/** A dash alone, which Moodle writes for "never", is no formula. */
function harmless(text: string) {
  return { value: onOneLine(text), escape_formulas: text !== '-' }
}

/** What moves the cursor, or turns the direction of the text round, is made visible. */
function onOneLine(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '�')
}
