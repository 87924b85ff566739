import { messagesIn } from '../feedback/index.ts'
import type { Report } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import { type Case, casesOf, pointsLine } from './cases.ts'
import type { FormatContext } from './context.ts'
import { jsonText } from './json-text.ts'
import { forStudent } from './student.ts'

/**
 * Gradescope's `results.json`. Instructors see hidden checks there in full, and students nothing of
 * them. What could not be judged has no score at all, which Gradescope takes for a failed autograder.
 */
export function gradescope(report: Report, around: FormatContext): string {
  const say = messagesIn(around.language)
  const shown = forStudent(report, around)
  const known = casesOf(shown.report, shown.around)
  const cases = casesOf(report, around).map((each, index) =>
    each.hidden ? each : (known[index] ?? each),
  )
  const judged = standingOf(report) !== 'not-judged'
  const summary = report.problem
    ? (cases[0]?.sentence ?? '')
    : [pointsLine(report, say), ...(judged ? [] : [say.report.notJudged])].join('\n')
  return jsonText({
    ...(judged ? { score: report.score } : {}),
    execution_time: Math.round((report.milliseconds ?? 0) / 1000),
    output: summary,
    output_format: 'text',
    stdout_visibility: 'hidden',
    tests: cases.map((each, index) => testOf(each, index + 1, judged)),
  })
}

function testOf(each: Case, number: number, judged: boolean): object {
  const { id, rule, outcome, required, sentence, details, points, maxPoints, hidden } = each
  const text = details.length > 0 ? details : [sentence]
  return {
    // Points beyond the assignment are awarded apart, and would count where they stand here.
    ...(judged && required ? { score: points, max_score: maxPoints } : {}),
    ...statusOf(each),
    name: `${id}: ${rule}`,
    number: String(number),
    output: text.join('\n'),
    output_format: 'text',
    tags: [required ? 'core' : 'beyond'],
    visibility: hidden ? 'hidden' : 'visible',
    extra_data: { verdict: outcome, points, maxPoints },
  }
}

/** Gradescope knows only these two; what was not tried, or not judged, has none. */
function statusOf({ outcome }: Case): { status?: 'passed' | 'failed' } {
  return outcome === 'passed' || outcome === 'failed' ? { status: outcome } : {}
}
