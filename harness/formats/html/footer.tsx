import { momentInWords } from '../page/moment.ts'
import { safe } from '../safe.ts'
import type { Context } from './context.ts'

/** What the grade was made with, and under which conditions. */
export function Footer({ context: { report, say, language } }: { context: Context }) {
  const { isolation, began } = report
  const why = isolation?.why
  return (
    <footer>
      <p>
        {say.page.gradedBy(report.grader)} · {say.report.seed(report.seed)}
        {began !== undefined && ` · ${momentInWords(began, language)}`}
      </p>
      {isolation?.kind === 'none' && (
        <p>{say.report.notApart(why === undefined ? undefined : safe(why))}</p>
      )}
    </footer>
  )
}
