import { messagesIn } from '../feedback/index.ts'
import type { Report } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import { type Case, casesOf, pointsLine } from './cases.ts'
import type { FormatContext } from './context.ts'
import { jsonText } from './json-text.ts'
import { forStudent } from './student.ts'

/**
 * PrairieLearn's `results.json`: a score from 0 to 1. What can't be run, or could not be judged, isn't
 * gradable, so that it costs the student no attempt.
 */
export function prairielearn(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const say = messagesIn(around.language)
  const cases = casesOf(report, around)
  const [first] = cases
  const standing = standingOf(report)
  const gradable = standing === 'passed' || standing === 'failed'
  const message = report.problem
    ? (first?.sentence ?? '')
    : gradable
      ? pointsLine(report, say)
      : say.report.notJudged
  return jsonText({
    gradable,
    score: gradable && report.maxScore > 0 ? report.score / report.maxScore : 0,
    message,
    output: report.problem ? (first?.details.slice(1).join('\n') ?? '') : '',
    format_errors: gradable ? [] : [message],
    tests: report.problem ? [] : cases.map(testOf),
  })
}

/** Beyond the assignment nothing is to be had here: a test has its points, and they count. */
function testOf({ id, rule, required, outcome, ...each }: Case): object {
  const counts = required && outcome !== 'errored'
  return {
    name: id,
    description: rule,
    points: counts ? each.points : 0,
    max_points: counts ? each.maxPoints : 0,
    message: each.sentence,
    output: each.details.join('\n'),
  }
}
