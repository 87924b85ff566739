import type { Report } from '../../report/schema.ts'
import { type Standing, standingOf } from '../../report/standing.ts'
import { type Case, casesOf } from '../cases.ts'
import type { FormatContext } from '../context.ts'
import { forStudent } from '../student.ts'
import { clipped } from '../terminal/layout.ts'

type Status = 'pass' | 'fail' | 'error'

const statuses: Readonly<Record<Standing, Status>> = {
  passed: 'pass',
  failed: 'fail',
  unusable: 'error',
  'not-judged': 'error',
}

/**
 * The step output `result` of GitHub Classroom's autograding actions, in Base64. Their reporter takes it
 * through the environment, counts every test, and prints the messages into its job's log: short sentences
 * that command nothing, and the assignment alone.
 */
export function autogradingResult(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const cases = casesOf(report, around).filter(({ required }) => required)
  const result = {
    version: 1,
    status: statuses[standingOf(report)],
    max_score: report.maxScore,
    tests: cases.map(testOf),
  }
  return Buffer.from(JSON.stringify(result)).toString('base64')
}

function testOf({ id, rule, outcome, sentence, points, milliseconds }: Case): object {
  const status: Status = outcome === 'passed' ? 'pass' : outcome === 'errored' ? 'error' : 'fail'
  return {
    name: `${id}: ${rule}`,
    status,
    score: points,
    message: clipped(sentence, 1000).replaceAll('##[', '## ['),
    test_code: '',
    filename: '',
    line_no: 0,
    duration: milliseconds / 1000,
  }
}
