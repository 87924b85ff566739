import type { Moment } from '../../conversation.ts'
import { Bytes } from '../bytes.tsx'
import type { Context } from '../context.ts'
import { remarkOn } from './focus.ts'
import type { Lanes } from './lanes.ts'
import { deeds } from './moment.tsx'
import type { Row } from './rows.ts'

interface Props {
  readonly lanes: Lanes
  /** How much of a message is written out. */
  readonly columns: number
  readonly context: Context
}

/** The same conversation as a list: for whoever doesn't see the drawing, and for whole messages. */
export function Words({ rows, ...props }: Props & { rows: readonly Row[] }) {
  return (
    <details class="words">
      <summary>{props.context.say.page.inWords}</summary>
      <ol>
        {rows.map((row, index) => (
          <li key={index} class={row.kind}>
            <InWords row={row} {...props} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function InWords({ row, lanes, columns, context }: Props & { row: Row }) {
  const { say } = context
  if (row.kind === 'pause') return <>{say.page.later(row.ms)}</>
  if (row.kind === 'fold') return <>{say.page.folded(row.count)}</>
  if (row.kind === 'missing') {
    const { what } = row
    return (
      <>
        {say.report.expected}:{' '}
        {typeof what === 'string' ? (
          say.page.missing[what]
        ) : (
          <Bytes bytes={what} columns={columns} />
        )}
      </>
    )
  }
  const { moment, focus } = row
  return (
    <>
      <span class="time">{say.page.time(moment.at)}</span> {deedOf(moment, lanes, context)}{' '}
      {'bytes' in moment && (
        <>
          <Bytes bytes={moment.bytes} columns={columns} focus={focus?.byte} />{' '}
          {moment.segments > 1 && <small>{say.report.segments(moment.segments)} </small>}
        </>
      )}
      {focus && <strong>{remarkOn(focus, say)}</strong>}
    </>
  )
}

/** Who did what. */
function deedOf(moment: Moment, lanes: Lanes, { say }: Context): string {
  if (moment.kind === 'started') return say.page.starts
  if (moment.kind === 'exit') return say.report.exits(moment.status, moment.signal)
  if (moment.kind === 'output') return say.page.prints[moment.stream]
  if (moment.kind === 'typed') return say.client.userTypes
  if (moment.kind === 'input-end') return say.client.inputEnds
  const number = lanes.several ? ` (${say.page.numbered(moment.connection)})` : ''
  if (moment.kind === 'bytes') {
    return `${moment.by === 'client' ? say.report.clientSays : say.report.serverSays}${number}`
  }
  const party = 'by' in moment && moment.by === 'server' ? say.report.server : say.report.client
  return `${party}${number} ${say.report[deeds[moment.kind]]}`
}
