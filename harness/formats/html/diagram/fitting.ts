import { columnsOf } from '../../width.ts'

/** Columns of text that fit across a diagram on a wide screen, and on a phone. */
export const columns = { wide: 76, narrow: 34 }

/** Pixels of a column in the diagram's letters, and of a line. */
export const letter = { width: 7.3, line: 17 }

/** A text for each of the two widths; the style sheet shows the one that fits. */
export interface Fitting<Content> {
  readonly wide: Content
  readonly narrow: Content
}

/** A text cut for each width, with room for so many columns before it. */
export function fitting(text: string, before: number): Fitting<string> {
  return { wide: cut(text, columns.wide - before), narrow: cut(text, columns.narrow - before) }
}

function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text
  let shown = ''
  for (const character of text) {
    if (columnsOf(shown + character) >= width) break
    shown += character
  }
  return `${shown}…`
}

/** What is drawn for both widths: once where it is the same. */
export function forBoth<Content>(
  { wide, narrow }: Fitting<Content>,
  draw: (content: Content, kind: string) => preact.JSX.Element,
  same = wide === narrow,
) {
  return same ? draw(wide, '') : [draw(wide, 'wide'), draw(narrow, 'narrow')]
}
