import { columnsOf } from '../../width.ts'
import { fitting, forBoth, letter } from './fitting.ts'
import type { Place } from './row.tsx'

/** A note that is pinned to the server's lane: what it printed, that it began or ended. */
export function Note(props: Place & { lines: readonly string[]; kind: string; lead?: string }) {
  const { y, lines, kind, lead = '' } = props
  const fitted = lines.map((line, index) => fitting(line, index === 0 ? columnsOf(lead) : 0))
  const both = {
    wide: fitted.map(({ wide }) => wide),
    narrow: fitted.map(({ narrow }) => narrow),
  }
  const draw = (texts: readonly string[], width: string) => {
    const widths = texts.map((text, index) => columnsOf(index === 0 ? lead + text : text))
    const room = Math.max(...widths) * letter.width + 20
    return (
      <g
        class={`note ${kind} ${width}`}
        transform={`translate(${-Math.round(room)} ${y + 6})`}
        key={width}
      >
        <rect x="100%" width={room} height={texts.length * letter.line + 8} rx="5" />
        {texts.map((text, index) => (
          <text x="100%" dx="10" y={(index + 1) * letter.line} key={index}>
            {index === 0 && lead && <tspan class="lead">{lead}</tspan>}
            {text}
          </text>
        ))}
      </g>
    )
  }
  const same = fitted.every(({ wide, narrow }) => wide === narrow)
  return <>{forBoth(both, draw, same)}</>
}
