import { momentInWords } from '../../page/moment.ts'
import { safe } from '../../safe.ts'
import type { ClassContext } from './context.ts'

/** Whose class it is, when it was graded, and how many came through. */
export function ClassHeading({
  context: { report, say, book, language },
}: {
  context: ClassContext
}) {
  const { submissions, started, finished, spec } = report
  const count = (outcome: string) => submissions.filter((each) => each.outcome === outcome).length
  const counts = [
    [submissions.length, say.classPage.submissions, ''],
    [count('graded'), say.classPage.graded, ''],
    [count('unusable'), say.classPage.unusable, 'unusable'],
    [count('errored'), say.classPage.errored, 'errored'],
  ] as const
  const time = (moment: string) => momentInWords(moment, language)
  return (
    <header>
      <p class="kicker">{say.classPage.title}</p>
      <h1>{safe(report.title)}</h1>
      <p class="about">
        {spec !== null && <>{book.title(spec)?.[language] ?? spec} · </>}
        {finished ? say.classPage.ran(time(started), time(finished)) : time(started)}
      </p>
      {!finished && <p class="about warning">{say.classPage.notFinished}</p>}
      <dl class="counts">
        {counts
          .filter(([number], index) => number > 0 || index < 2)
          .map(([number, name, link]) => (
            <div key={name}>
              <dt>{link ? <a href={`#${link}`}>{name}</a> : name}</dt>
              <dd>{number.toLocaleString(language)}</dd>
            </div>
          ))}
      </dl>
    </header>
  )
}
