import type { Report } from '../../report/schema.ts'
import type { FormatContext } from '../context.ts'
import { markdownWithin } from '../markdown.ts'

/** What GitHub takes of a step's summary, bytes. */
const most = 1024 * 1024

/** The report for a job's summary, in which so many bytes stand already. */
export function jobSummary(report: Report, around: FormatContext, taken: number): string {
  return markdownWithin(report, around, most - taken)
}
