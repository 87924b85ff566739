import type { Report } from '../report/schema.ts'
import { type Case, casesOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { jsonText } from './json-text.ts'
import { forStudent } from './student.ts'

type Status = 'passed' | 'failed' | 'skipped' | 'other'

/** Common Test Report Format, version 0.0 (ctrf.io): times in whole ms, what it doesn't know in `extra`. */
export function ctrf(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const cases = casesOf(report, around)
  const start = Date.parse(report.began ?? new Date(0).toISOString())
  const duration = Math.round(report.milliseconds ?? 0)
  const count = (status: Status) => cases.filter((each) => statusOf(each) === status).length
  const { score, maxScore, beyond } = report
  return jsonText({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    ...(report.began === undefined ? {} : { timestamp: report.began }),
    generatedBy: 'sockgrade',
    results: {
      tool: { name: 'sockgrade', version: report.grader },
      summary: {
        tests: cases.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        start,
        stop: start + duration,
        duration,
        extra: { score, maxScore, beyond, seed: report.seed },
      },
      tests: cases.map((each) => testOf(each, report)),
    },
  })
}

function testOf(each: Case, { spec }: Report): object {
  const { id, rule, sentence, details, milliseconds, required, points, maxPoints } = each
  const tier = required ? 'core' : 'beyond'
  return {
    name: id,
    status: statusOf(each),
    duration: Math.round(milliseconds),
    suite: [spec ?? 'sockgrade', tier],
    rawStatus: each.outcome,
    ...(sentence ? { message: sentence } : {}),
    ...(details.length > 0 ? { trace: details.join('\n') } : {}),
    tags: [tier],
    extra: { rule, points, maxPoints, hidden: each.hidden },
  }
}

/** What costs nothing is not among the failed: a failure beyond the assignment, and what wasn't judged. */
function statusOf({ outcome, required }: Case): Status {
  if (outcome === 'passed') return 'passed'
  if (outcome === 'blocked') return 'skipped'
  return outcome === 'failed' && required ? 'failed' : 'other'
}
