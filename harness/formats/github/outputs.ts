import type { Report } from '../../report/schema.ts'
import { standingOf } from '../../report/standing.ts'
import type { FormatContext } from '../context.ts'
import { autogradingResult } from './autograding.ts'

/**
 * The outputs of a step that grades, as its file for them takes them. What could not be judged has no
 * score, and nothing of a program stands in any of them but in Base64.
 */
export function stepOutputs(report: Report, around: FormatContext): string {
  const judged = standingOf(report) !== 'not-judged'
  const outputs = {
    result: autogradingResult(report, around),
    ...(judged ? { score: report.score, 'max-score': report.maxScore } : {}),
  }
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
