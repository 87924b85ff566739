import { messagesIn } from '../feedback/index.ts'
import type { Report, ReportedFailure } from '../report/schema.ts'
import { type Case, casesOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { jsonText } from './json-text.ts'
import { forStudent } from './student.ts'

/** check50's own JSON (its documents, “JSON specification”); `passed: null` where it could not be told. */
export function check50(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const results = casesOf(report, around).map((each) => resultOf(each, around))
  return jsonText({ slug: report.spec ?? 'sockgrade', results, version: report.grader })
}

function resultOf(each: Case, { language }: FormatContext): object {
  const { id, rule, outcome, sentence, hint, details, required, points, maxPoints, check } = each
  const say = messagesIn(language)
  return {
    name: id,
    description: rule,
    passed: outcome === 'passed' ? true : outcome === 'failed' ? false : null,
    log: details,
    cause:
      outcome === 'passed'
        ? null
        : {
            rationale: sentence || say.report.verdicts[outcome],
            help: hint || null,
            ...mismatchIn(check?.failure),
          },
    data: { points, maxPoints, tier: required ? 'core' : 'beyond' },
    dependency: check?.blockedBy ?? null,
  }
}

/** What was expected and what came, which check50 knows in pairs only. */
function mismatchIn(failure: ReportedFailure | undefined): object {
  return failure?.code === 'wrong-bytes' && failure.expected
    ? { expected: failure.expected.text, actual: failure.received.text }
    : {}
}
