import type { Report, ReportedProblem } from './schema.ts'

/** The report of a submission of which nothing was tried. */
export function withoutChecks(
  grader: string,
  title: string,
  problem: ReportedProblem,
  began: Date,
): Report {
  return {
    schemaVersion: 1,
    grader,
    began: began.toISOString(),
    milliseconds: Date.now() - began.getTime(),
    spec: null,
    seed: 0,
    submission: { title, language: '' },
    problem: { ...problem },
    score: 0,
    maxScore: 0,
    beyond: { score: 0, maxScore: 0 },
    checks: [],
  }
}
