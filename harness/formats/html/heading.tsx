import { standingOf } from '../../report/standing.ts'
import { anchorOf } from '../page/anchor.ts'
import { Bar } from '../page/bar.tsx'
import { VerdictSign } from '../page/verdict.tsx'
import { safe } from '../safe.ts'
import { type Context, shownChecks } from './context.ts'

/** What was graded, the score, and the way to what is wrong. */
export function Heading({ context }: { context: Context }) {
  const { report, book, say, language } = context
  const { title, command, port } = report.submission
  const recognised = report.recognised
  return (
    <header>
      {report.spec && <p class="kicker">{report.spec}</p>}
      <h1>{book.title?.[language] ?? safe(title)}</h1>
      <p class="submission">
        <code translate={false}>{safe(title)}</code>
        {command && port !== undefined && (
          <small>{say.report.startedBy(safe(command), port)}</small>
        )}
        {recognised?.from === 'conversation' && (
          <small>{say.report.recognised((recognised.others ?? []).map(({ spec }) => spec))}</small>
        )}
      </p>
      {!report.problem && <Scores context={context} />}
      {!report.problem && <Summary context={context} />}
    </header>
  )
}

function Scores({ context: { report, say } }: { context: Context }) {
  const scores = [
    { name: say.report.core, kind: 'core', ...report },
    { name: say.report.beyond, kind: 'beyond', ...report.beyond },
  ].filter(({ maxScore }) => maxScore > 0)
  return (
    <dl class="scores">
      {scores.map(({ name, kind, score, maxScore }) => (
        <div class={kind} key={kind}>
          <dt>{name}</dt>
          <dd>
            <b>{score}</b>/{maxScore}
            <Bar share={score / maxScore} kind={score === maxScore ? 'full' : kind} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Everything is right, or what is not, to jump there. */
function Summary({ context }: { context: Context }) {
  const { report, say, book, language } = context
  const standing = standingOf(report)
  const wrong = shownChecks(report).filter(({ verdict }) => verdict === 'failed')
  return (
    <>
      {standing === 'passed' && <p class="standing passed">{say.report.allPassed}</p>}
      {standing === 'not-judged' && <p class="standing errored">{say.report.notJudged}</p>}
      {wrong.length > 0 && (
        <nav class="wrong" aria-label={say.page.toLookAt(wrong.length)}>
          <p>{say.page.toLookAt(wrong.length)}</p>
          <ul>
            {wrong.map(({ id, verdict }) => (
              <li key={id}>
                <VerdictSign verdict={verdict} say={say} />
                <a href={`#${anchorOf(id)}`}>{book.rule(id)[language] || id}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}
