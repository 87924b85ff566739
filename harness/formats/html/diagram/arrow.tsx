import type { ReportedBytes } from '../../../report/schema.ts'
import { type Excerpt, excerpt } from '../../bytes.ts'
import { stretchesOf } from '../../page/letters.ts'
import { columnsOf } from '../../width.ts'
import { atEnd } from '../bytes.tsx'
import { columns, forBoth } from './fitting.ts'
import type { Lane, Lanes } from './lanes.ts'
import type { Place } from './row.tsx'

/** Where the arrow runs in its line, and its text above it: pixels. */
const below = { text: 18, arrow: 26 }

/** Longer messages say how long they are, bytes. */
const obviousLength = 60

/** An arrow between a client and the server; a party's own colour, or that of what is wrong. */
export function Arrow(
  props: Place & { by: 'client' | 'server'; client: Lane | undefined; kind: string; head?: string },
) {
  const { y, lanes, by, client, kind, head = 'head' } = props
  const ends = [client?.x ?? 0, lanes.server.x]
  const [from, to] = by === 'client' ? ends : ends.toReversed()
  return (
    <line
      class={`arrow ${kind}`}
      x1={`${from}%`}
      x2={`${to}%`}
      y1={y + below.arrow}
      y2={y + below.arrow}
      marker-end={`url(#${head}-${kind.split(' ')[0]})`}
    />
  )
}

/** Where the text of an arrow stands: over its middle, or left of the server where there are many lanes. */
export function across({ clients, server }: Lanes): { x: string; 'text-anchor': 'middle' | 'end' } {
  const first = clients[0]?.x ?? 0
  return clients.length > 1
    ? { x: `${server.x - 1.5}%`, 'text-anchor': 'end' }
    : { x: `${(first + server.x) / 2}%`, 'text-anchor': 'middle' }
}

/** A text over an arrow. */
export function Label({ y, lanes, text, kind }: Place & { text: string; kind: string }) {
  return (
    <text class={`label ${kind}`} {...across(lanes)} y={y + below.text}>
      {text}
    </text>
  )
}

/** Bytes over an arrow, cut so that the one in question can be seen. */
export function Quote(
  props: Place & {
    bytes: ReportedBytes
    before?: string
    kind: string
    focus?: number | undefined
  },
) {
  const { y, lanes, context, bytes, before = '', kind, focus } = props
  const size = bytes.length > obviousLength ? ` (${context.say.report.bytes(bytes.length)})` : ''
  const room = (width: number) => width - columnsOf(before) - columnsOf(size) - 2
  const cuts = {
    wide: excerpt(bytes, room(columns.wide), focus),
    narrow: excerpt(bytes, room(columns.narrow), focus),
  }
  const draw = ({ parts: [start, here, rest] }: Excerpt, width: string) => {
    const place = { ...across(lanes), y: y + below.text }
    const text = (
      <>
        {before && <tspan class="lead">{before}</tspan>}“<Stretches text={start} />
        <tspan class={focus === undefined ? '' : 'here'}>
          <Stretches text={focus === undefined ? here : here || atEnd} />
        </tspan>
        <Stretches text={rest} />”{size && <tspan class="lead">{size}</tspan>}
      </>
    )
    return (
      <g class={`quote ${width}`} key={width}>
        <text class="label under" {...place}>
          {text}
        </text>
        <text class={`label ${kind}`} {...place}>
          {text}
        </text>
      </g>
    )
  }
  return <>{forBoth(cuts, draw, cuts.wide.text === cuts.narrow.text)}</>
}

function Stretches({ text }: { text: string }) {
  return (
    <>
      {stretchesOf(text).map(({ text, blank }, index) =>
        blank ? (
          <tspan class="blank" key={index}>
            {text}
          </tspan>
        ) : (
          text
        ),
      )}
    </>
  )
}
