import { Bar } from '../../page/bar.tsx'
import type { ClassContext } from './context.ts'
import { Heading } from './level.tsx'
import { type Group, type Misunderstanding, misunderstandingsIn } from './statistics.ts'

/** So many of the only protocol, or of one of several, are open at once; the rest unfolds. */
const openAtOnce = { only: 6, several: 4 }

/** What the class gets wrong, the worst first: rule, ways to fail, and what to do. */
export function Misunderstandings(props: { group: Group; level: number; context: ClassContext }) {
  const { group, level, context } = props
  const { say } = context
  const all = misunderstandingsIn(group)
  const item = (each: Misunderstanding) => (
    <Item each={each} level={level + 1} context={context} key={each.check.id} />
  )
  const open = level === 2 ? openAtOnce.only : openAtOnce.several
  const rest = all.slice(open)
  return (
    <div class="misunderstandings">
      <Heading level={level}>{say.classPage.misunderstandings}</Heading>
      {all.length === 0 ? <p>{say.classPage.allRight}</p> : <ol>{all.slice(0, open).map(item)}</ol>}
      {rest.length > 0 && (
        <details>
          <summary>{say.classPage.more(rest.length)}</summary>
          <ol start={open + 1}>{rest.map(item)}</ol>
        </details>
      )}
    </div>
  )
}

function Item(props: { each: Misunderstanding; level: number; context: ClassContext }) {
  const { each, level, context } = props
  const { say, book, language } = context
  const { check, failed, tried, ways } = each
  return (
    <li>
      <div class="rule">
        <Heading level={level}>{book.rule(check.id)[language] || check.id}</Heading>
        <span class="share">{say.classPage.failedOf(failed, tried)}</span>
      </div>
      <Bar share={failed / tried} kind="wrong" />
      <ul>
        {ways.map(([code, count]) => (
          <li key={code}>
            <span class="times">{say.classPage.times(count)}</span>
            <span>{failureIn(code, context)}</span>
            <button type="button" hidden data-check={check.id} data-failure={code}>
              {say.classPage.showThem}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{book.hint(check.id)[language]}</p>
      <code translate={false}>{check.id}</code>
    </li>
  )
}

/** What a program did wrong, in a sentence; the code where it is of a later grader. */
export function failureIn(code: string, { say }: ClassContext): string {
  const sentences: Readonly<Record<string, string>> = say.classPage.failures
  return sentences[code] ?? code
}
