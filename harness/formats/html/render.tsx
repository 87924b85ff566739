import { messagesIn } from '../../feedback/index.ts'
import type { Report } from '../../report/schema.ts'
import { asset } from '../page/assets.ts'
import { documentOf } from '../page/document.tsx'
import { safe } from '../safe.ts'
import { forStudent } from '../student.ts'
import { CheckList } from './checks.tsx'
import type { Around, Context } from './context.ts'
import { Markers } from './diagram/markers.tsx'
import { Footer } from './footer.tsx'
import { Heading } from './heading.tsx'
import { Problem } from './problem.tsx'

/** A report as a page of its own, for the student: one file that needs nothing else. */
export function html(whole: Report, means: Around): string {
  const { report, around } = forStudent(whole, means)
  const context: Context = { ...around, say: messagesIn(around.language), report }
  return documentOf({
    language: around.language,
    title: titleOf(context),
    style: asset('student.css'),
    body: (
      <>
        <Markers />
        <Heading context={context} />
        <main>
          {report.problem && <Problem problem={report.problem} context={context} />}
          <CheckList tier="core" context={context} />
          <CheckList tier="beyond" context={context} />
        </main>
        <Footer context={context} />
      </>
    ),
  })
}

/** What stands on the browser's tab: what was graded, and the score. */
function titleOf({ report }: Context): string {
  const { score, maxScore, submission } = report
  const title = safe(submission.title)
  return maxScore > 0 ? `${score}/${maxScore} — ${title}` : title
}
