import type { ClassContext } from './context.ts'
import { Heading } from './level.tsx'
import { type Bin, binsOf, type Group, meanOf, medianOf, scoresOf } from './statistics.ts'

/** Pixels of the highest column, and around it for the numbers. */
const height = { column: 140, above: 22, below: 40 }

/** The distribution of scores, drawn, with its middle and mean. */
export function Scores(props: { group: Group; level: number; context: ClassContext }) {
  const { group, level, context } = props
  const { say, language } = context
  const scores = scoresOf(group)
  if (scores.length === 0) return null
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  const facts = [
    [say.classPage.median, number(medianOf(scores))],
    [say.classPage.mean, number(meanOf(scores))],
    [say.classPage.fullMarks, number(scores.filter((score) => score === 100).length)],
  ] as const
  return (
    <div class="scores">
      <Heading level={level}>{say.classPage.scores}</Heading>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Histogram bins={binsOf(scores)} context={context} />
    </div>
  )
}

function Histogram({ bins, context: { say } }: { bins: readonly Bin[]; context: ClassContext }) {
  const most = Math.max(...bins.map(({ count }) => count))
  const base = height.above + height.column
  const step = 100 / bins.length
  const told = bins.map(({ from, to, count }) => `${label({ from, to })}: ${count}`).join(', ')
  return (
    <figure>
      <svg
        class="histogram"
        width="100%"
        height={base + height.below}
        role="img"
        aria-label={`${say.classPage.scoresDrawn}: ${told}`}
      >
        {bins.map(({ from, to, count }, index) => {
          const tall = Math.round((height.column * count) / most)
          const middle = `${step * (index + 0.5)}%`
          return (
            <g key={from}>
              <rect
                class={from === 100 ? 'full' : ''}
                x={`${step * index + 0.4}%`}
                width={`${step - 0.8}%`}
                y={base - tall}
                height={tall}
                rx="2"
              />
              {count > 0 && (
                <text class="count" x={middle} y={base - tall - 6}>
                  {count}
                </text>
              )}
              <text x={middle} y={base + 17}>
                {from}
                <tspan class="to">{to > from ? `–${to}` : ''}</tspan>
              </text>
            </g>
          )
        })}
        <line x1="0" x2="100%" y1={base} y2={base} />
        <text x="50%" y={base + 36}>
          {say.classPage.percent}
        </text>
      </svg>
    </figure>
  )
}

function label({ from, to }: Pick<Bin, 'from' | 'to'>): string {
  return to > from ? `${from}–${to}` : `${from}`
}
