import type { Messages } from '../../feedback/messages.ts'
import type { Report, ReportedCheck } from '../../report/schema.ts'
import type { FormatContext } from '../context.ts'

/** What a page needs besides the report. */
export type Around = Pick<FormatContext, 'language' | 'book'>

/** What every part of a page is drawn with. */
export interface Context extends Around {
  readonly say: Messages
  readonly report: Report
}

/** The checks that a student may see; the others are only counted. */
export function shownChecks(report: Report): ReportedCheck[] {
  return report.checks.filter(({ hidden }) => !hidden)
}
