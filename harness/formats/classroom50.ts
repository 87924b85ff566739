import type { Report } from '../report/schema.ts'
import { type Case, casesOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { jsonText } from './json-text.ts'
import { forStudent } from './student.ts'

/**
 * Classroom 50's `result.json` (its schema `classroom50/result/v1`): whole numbers, and nothing more at
 * the top than it knows. A test may have more; checks beyond the assignment are worth nothing there.
 */
export function classroom50(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const { classroom: facts } = around
  return jsonText({
    schema: 'classroom50/result/v1',
    classroom: facts.classroom,
    assignment: facts.assignment,
    assignment_type: facts.type,
    owner: facts.owner,
    submission: facts.submission,
    commit: facts.commit,
    release: facts.release,
    review: facts.review,
    datetime: wholeSeconds(report.began),
    score: report.score,
    'max-score': report.maxScore,
    tests: casesOf(report, around).map(testOf),
  })
}

function testOf({ id, rule, required, outcome, sentence, points, maxPoints }: Case): object {
  const counts = required && outcome !== 'errored'
  return {
    'test-name': id,
    passed: outcome === 'passed',
    score: counts ? points : 0,
    'max-score': counts ? maxPoints : 0,
    tier: required ? 'core' : 'beyond',
    verdict: outcome,
    rule,
    message: sentence,
  }
}

/** A time in UTC without its fractions: `2026-06-01T14:32:01Z`. */
function wholeSeconds(time = new Date(0).toISOString()): string {
  return `${time.slice(0, 19)}Z`
}
