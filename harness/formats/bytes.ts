import type { ReportedBytes } from '../report/schema.ts'
import { type Cell, visibleCells } from '../wire/visible.ts'
import { columnsOf } from './width.ts'

/** The bytes that a report has kept. */
export function bytesIn(reported: ReportedBytes): Uint8Array {
  return Buffer.from(reported.base64, 'base64')
}

/** A stretch of bytes made visible, and the column at which the byte in question stands. */
export interface Excerpt {
  readonly text: string
  /** Columns before the byte in question. */
  readonly column: number
  /** The text before the byte in question, its character (nothing where the bytes end before it), the rest. */
  readonly parts: readonly [before: string, here: string, after: string]
}

/** How many columns may stand before the byte in question when the beginning has to be left out. */
const context = 16

/**
 * As much of the bytes as fits into `width` columns, so that byte `focus` can be seen; an ellipsis
 * stands for what was left out.
 */
export function excerpt(reported: ReportedBytes, width: number, focus = 0): Excerpt {
  const bytes = bytesIn(reported)
  const cells = visibleCells(bytes)
  const at = cellAt(cells, focus)
  const widthAt = (index: number) => columnsOf(cells[index]?.text ?? '')
  const sum = (from: number, to: number) => {
    let total = 0
    for (let index = from; index < to; index++) total += widthAt(index)
    return total
  }
  let start = 0
  if (sum(0, at) > Math.max(context, width - context)) {
    start = at
    while (start > 0 && sum(start - 1, at) <= context) start--
  }
  let end = start
  for (let room = width; end < cells.length; end++) {
    room -= widthAt(end)
    if (room < 0) break
  }
  const before = start > 0 ? '…' : ''
  const after = end < cells.length || bytes.length < reported.length ? '…' : ''
  const shown = (from: number, to: number) =>
    cells
      .slice(from, to)
      .map(({ text }) => text)
      .join('')
  const parts = [
    before + shown(start, at),
    shown(at, Math.min(at + 1, end)),
    shown(at + 1, end) + after,
  ] as const
  return { text: parts.join(''), column: before.length + sum(start, at), parts }
}

/** Which cell holds byte number `byte`; one past the last where the bytes end before it. */
function cellAt(cells: readonly Cell[], byte: number): number {
  let offset = 0
  const found = cells.findIndex(({ bytes }) => {
    offset += bytes
    return offset > byte
  })
  return found < 0 ? cells.length : found
}
