import type { ReportedBytes } from '../../../report/schema.ts'
import { visibleLines } from '../../../wire/visible.ts'
import { bytesIn } from '../../bytes.ts'
import { inLetters } from '../../page/letters.ts'
import { letter } from './fitting.ts'
import type { Row } from './rows.ts'

/** Of what the program printed at once so many lines are drawn. */
const mostLines = 4

/**
 * The lines that the program printed, but for empty ones; of many the first and the last ones, since a
 * trace says at its end what went wrong.
 */
export function printedLines(bytes: ReportedBytes): string[] {
  const lines = visibleLines(bytesIn(bytes))
    .filter((line) => line.trim() !== '')
    .map(inLetters)
  if (lines.length === 0) return ['↵']
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, 1), '…', ...lines.slice(2 - mostLines)]
}

/** Pixels that a line of the diagram takes. */
export function heightOf(row: Row): number {
  if (row.kind === 'pause') return 30
  if (row.kind === 'fold') return 36
  if (row.kind === 'missing') return 46
  const { moment, focus } = row
  const mark = focus ? letter.line : 0
  if (moment.kind === 'output' || moment.kind === 'typed')
    return 20 + letter.line * printedLines(moment.bytes).length + mark
  return (['started', 'exit', 'input-end'].includes(moment.kind) ? 38 : 44) + mark
}
