import type { ReportedCheck } from './schema.ts'

/** Who has handed a submission in. */
export interface ClassPerson {
  readonly name?: string | undefined
  readonly id?: string | undefined
  readonly login?: string | undefined
  readonly email?: string | undefined
  readonly section?: string | undefined
}

/** Of a check all that counts. */
export interface ClassCheck
  extends Pick<
    ReportedCheck,
    'id' | 'tier' | 'verdict' | 'strict' | 'points' | 'maxPoints' | 'required'
  > {
  readonly hidden?: true | undefined
  /** The code of the failure. */
  readonly failure?: string | undefined
}

/** One submission of a class. */
export interface ClassEntry {
  readonly id: string
  readonly title: string
  readonly person?: ClassPerson | undefined
  readonly folder?: string | undefined
  /** unusable: the program could not be run; errored: the grader failed. */
  readonly outcome: 'graded' | 'unusable' | 'errored'
  readonly spec: string | null
  readonly score: number
  readonly maxScore: number
  readonly beyond: { readonly score: number; readonly maxScore: number }
  /** The code of the problem. */
  readonly problem?: string | undefined
  readonly milliseconds: number
  readonly checks: readonly ClassCheck[]
}

/** What a whole class was given. */
export interface ClassReport {
  readonly schemaVersion: 1
  readonly grader: string
  readonly title: string
  readonly spec: string | null
  readonly seed: number
  readonly started: string
  readonly submissions: readonly ClassEntry[]
}
