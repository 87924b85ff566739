import type { Moment } from '../../conversation.ts'
import { Arrow, across, Label, Quote } from './arrow.tsx'
import { type Focus, remarkOn } from './focus.ts'
import { heightOf, printedLines } from './height.ts'
import { Note } from './note.tsx'
import type { Place } from './row.tsx'

/** What a party does to a connection, by the name of its sentence. */
export const deeds = {
  connected: 'connects',
  refused: 'refused',
  fin: 'closes',
  rst: 'resets',
} as const

/** Something that happened, with its time at the left, and a remark where it broke the rule. */
export function DrawnMoment(props: Place & { moment: Moment; focus: Focus | undefined }) {
  const { moment, focus, y, lanes, context } = props
  const { say } = context
  const isNote = !('connection' in moment)
  const under = isNote ? ({ x: '100%', 'text-anchor': 'end' } as const) : across(lanes)
  return (
    <g>
      <text class="time" x="0" y={y + 30}>
        {say.page.time(moment.at)}
      </text>
      <Deed {...props} />
      {focus && (
        <text class="remark" {...under} y={y + heightOf({ kind: 'moment', moment, focus }) - 4}>
          ↑ {remarkOn(focus, say)}
        </text>
      )}
    </g>
  )
}

function Deed({ moment, focus, ...place }: Place & { moment: Moment; focus: Focus | undefined }) {
  const { lanes, context } = place
  const { say } = context
  const wrong = focus ? 'wrong' : ''
  switch (moment.kind) {
    case 'started':
      return <Note {...place} kind="life" lines={[say.page.starts]} />
    case 'exit':
      return (
        <Note
          {...place}
          kind={`life ${wrong}`}
          lines={[say.report.exits(moment.status, moment.signal)]}
        />
      )
    case 'output': {
      const kind = `${moment.stream} ${wrong}`
      const lead = `${say.page.prints[moment.stream]} `
      return <Note {...place} kind={kind} lead={lead} lines={printedLines(moment.bytes)} />
    }
    case 'typed': {
      const lead = `${say.client.userTypes} `
      return <Note {...place} kind="stdin" lead={lead} lines={printedLines(moment.bytes)} />
    }
    case 'input-end':
      return <Note {...place} kind="life" lines={[say.client.inputEnds]} />
    default: {
      const client = lanes.of(moment.connection)
      const by = 'by' in moment ? moment.by : 'client'
      const number = lanes.shared ? `${say.page.numbered(moment.connection)}: ` : ''
      const kind = wrong || by
      if (moment.kind === 'bytes') {
        return (
          <>
            <Arrow {...place} by={by} client={client} kind={kind} />
            <Quote
              {...place}
              bytes={moment.bytes}
              before={number}
              kind={kind}
              focus={focus?.byte}
            />
          </>
        )
      }
      const text = number + say.report[deeds[moment.kind]]
      const head = moment.kind === 'refused' || moment.kind === 'rst' ? 'cross' : 'head'
      return (
        <>
          <Arrow {...place} by={by} client={client} kind={`${kind} ${moment.kind}`} head={head} />
          <Label {...place} kind={kind} text={text} />
        </>
      )
    }
  }
}
