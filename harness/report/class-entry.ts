import type { ClassEntry, ClassPerson } from './class-schema.ts'
import type { Report, ReportedCheck } from './schema.ts'
import { standingOf } from './standing.ts'

/** What a class knows of a submission besides its report. */
export interface Handed {
  readonly id: string
  readonly title: string
  readonly person?: ClassPerson
  readonly folder?: string
  /** How long the grade took. */
  readonly milliseconds: number
}

/** A submission's line in the class; without a report the grader failed before it had one. */
export function classEntry(report: Report | undefined, handed: Handed): ClassEntry {
  return {
    ...handed,
    outcome: outcomeOf(report),
    spec: report?.spec ?? null,
    score: report?.score ?? 0,
    maxScore: report?.maxScore ?? 0,
    beyond: report?.beyond ?? { score: 0, maxScore: 0 },
    ...(report?.problem ? { problem: report.problem.code } : {}),
    checks: (report?.checks ?? []).map(classCheck),
  }
}

function classCheck(check: ReportedCheck): ClassEntry['checks'][number] {
  const { id, tier, verdict, strict, points, maxPoints, required, hidden, failure } = check
  return {
    ...{ id, tier, verdict, strict, points, maxPoints, required },
    ...(hidden ? { hidden } : {}),
    ...(failure ? { failure: failure.code } : {}),
  }
}

/** Who is graded has a grade, or could mend why there is none; else it is the grader's turn. */
function outcomeOf(report: Report | undefined): ClassEntry['outcome'] {
  const standing = report ? standingOf(report) : 'not-judged'
  if (standing === 'not-judged') return 'errored'
  return standing === 'unusable' ? 'unusable' : 'graded'
}
