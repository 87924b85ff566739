import type { Report, ReportedProblem } from './schema.ts'

/** Where a submission stands: what is asked is right, is not, could not be run, or could not be judged. */
export type Standing = 'passed' | 'failed' | 'unusable' | 'not-judged'

/** How a grade came out as a whole. */
export function standingOf(report: Report): Standing {
  if (report.problem) return isGradersFault(report.problem) ? 'not-judged' : 'unusable'
  const required = report.checks.filter((check) => check.required)
  if (required.some((check) => check.verdict === 'errored')) return 'not-judged'
  return required.every((check) => check.verdict === 'passed') ? 'passed' : 'failed'
}

/** Whether the one who is graded can do nothing about it: who holds a port is nobody's fault, say. */
export function isGradersFault(problem: ReportedProblem): boolean {
  return problem.code === 'grader-failed' || problem.code === 'port-taken'
}
