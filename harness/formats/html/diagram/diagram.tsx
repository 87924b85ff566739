import type { ReportedCheck } from '../../../report/schema.ts'
import { momentsOf } from '../../conversation.ts'
import type { Context } from '../context.ts'
import { forBoth } from './fitting.ts'
import { focusOf } from './focus.ts'
import { heightOf } from './height.ts'
import { type Lane, type Lanes, lanesOf } from './lanes.ts'
import { DrawnRow } from './row.tsx'
import { type Row, rowsOf } from './rows.ts'
import { Words } from './words.tsx'

/** Pixels above the first line, for the names of the parties. */
const head = 40

/** Columns of a message that are written out; a report holds 16 KiB of one. */
const writtenOut = { failed: 70_000, otherwise: 300 }

/** A line of the diagram and where it begins, in pixels from the top. */
interface Placed {
  readonly row: Row
  readonly y: number
}

/**
 * The conversation of a check as a sequence diagram, and in words below it. What runs across is in
 * percent, so that the drawing is as wide as the page while its letters stay as they are.
 */
export function Conversation({ check, context }: { check: ReportedCheck; context: Context }) {
  const { say } = context
  const moments = momentsOf(check.transcript)
  if (moments.length === 0) return null
  const focus = check.failure && focusOf(check.failure, moments)
  const rows = rowsOf(moments, focus, check.failure)
  const lanes = lanesOf(moments, say)
  const columns = check.verdict === 'failed' ? writtenOut.failed : writtenOut.otherwise
  const placed: Placed[] = []
  let y = head
  for (const row of rows) {
    placed.push({ row, y })
    y += heightOf(row)
  }
  return (
    <figure class="conversation">
      <svg class="diagram" width="100%" height={y + 8} role="img" aria-label={say.page.diagram}>
        {[...lanes.clients, lanes.server].map(({ title, x }) =>
          forBoth(title, (text, width) => (
            <text class={`party ${width}`} x={`${x}%`} y="18" key={`${x} ${width}`}>
              {text}
            </text>
          )),
        )}
        <LaneLines lanes={lanes} placed={placed} bottom={y + 8} />
        {placed.map(({ row, y }) => (
          <DrawnRow key={y} row={row} y={y} lanes={lanes} context={context} />
        ))}
      </svg>
      <Words rows={rows} lanes={lanes} columns={columns} context={context} />
    </figure>
  )
}

/** The lanes: a client's from its coming to its last deed, the server's while the program runs. */
function LaneLines(around: { lanes: Lanes; placed: readonly Placed[]; bottom: number }) {
  const { lanes, placed, bottom } = around
  const lines = lanes.clients.flatMap((lane) => {
    const own = placed.filter(({ row }) => isOf(row, lane, lanes))
    const [first, last] = [own[0], own.at(-1)]
    return first && last ? [{ lane, from: first.y, to: last.y + heightOf(last.row) }] : []
  })
  const exit = placed.findLast(({ row }) => row.kind === 'moment' && row.moment.kind === 'exit')
  const end = exit && exit === placed.at(-1) ? exit.y + 20 : bottom
  return [...lines, { lane: lanes.server, from: 26, to: end }].map(({ lane, from, to }) => (
    <line class="lane" key={lane.x} x1={`${lane.x}%`} x2={`${lane.x}%`} y1={from} y2={to} />
  ))
}

function isOf(row: Row, lane: Lane, lanes: Lanes): boolean {
  if (row.kind !== 'moment' || !('connection' in row.moment)) return false
  return lanes.of(row.moment.connection) === lane
}
