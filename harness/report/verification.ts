import type { Report, ReportedProblem } from './schema.ts'

/** How a program came out, of which it is known what it must come to. */
export type Outcome =
  | { readonly kind: 'as-due' }
  /** What its language needs is not there: nothing was learnt. */
  | { readonly kind: 'not-installed'; readonly language: string; readonly install: string }
  | { readonly kind: 'not-run'; readonly problem: ReportedProblem }
  | {
      readonly kind: 'otherwise'
      /** Ids of checks. */
      readonly failed: readonly string[]
      readonly due: readonly string[]
      /** Those that are required, and that the grader could not judge. */
      readonly notJudged: readonly NotJudged[]
    }

/** A check that could not be judged, and why. */
export interface NotJudged {
  readonly check: string
  readonly reason: string
}

/** A program that was tried. */
export interface Trial {
  /** The file's name. */
  readonly name: string
  readonly outcome: Outcome
}

/** Whether the grader judges the programs of a spec as it must, on one machine. */
export interface Verification {
  readonly spec: string
  readonly reference: Trial
  readonly fixtures: readonly Trial[]
  /** What can't be judged on this machine, and costs nobody a point. */
  readonly excused: readonly NotJudged[]
  readonly isolation: Report['isolation']
}

/** Whether all that was tried came out as it must. */
export function isTrusted({ reference, fixtures }: Verification): boolean {
  return [reference, ...fixtures].every(
    ({ outcome }) => outcome.kind === 'as-due' || outcome.kind === 'not-installed',
  )
}
