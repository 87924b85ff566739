import type { Report } from '../report/schema.ts'
import type { NotJudged, Outcome } from '../report/verification.ts'

/** What a report says of a program that must fail these checks, by their ids, and no others. */
export function outcomeOf(report: Report, fails: readonly string[]): Outcome {
  const { problem } = report
  if (problem?.code === 'tool-missing') {
    return {
      kind: 'not-installed',
      language: String(problem.language),
      install: String(problem.install),
    }
  }
  if (problem) return { kind: 'not-run', problem }
  const unjudged = new Set(excusedIn(report).map(({ check }) => check))
  const failed = report.checks.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
  const due = fails.filter((id) => !unjudged.has(id))
  const notJudged = erroredIn(report, true)
  const asDue = notJudged.length === 0 && failed.toSorted().join() === due.toSorted().join()
  return asDue ? { kind: 'as-due' } : { kind: 'otherwise', failed, due, notJudged }
}

/** What could not be judged and isn't required: a machine may have no IPv6, say. */
export function excusedIn(report: Report): NotJudged[] {
  return erroredIn(report, false)
}

function erroredIn({ checks }: Report, required: boolean): NotJudged[] {
  return checks
    .filter((check) => check.verdict === 'errored' && check.required === required)
    .map(({ id, reason }) => ({ check: id, reason: reason ?? '' }))
}
