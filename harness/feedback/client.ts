import type { ReportedFailure } from '../report/schema.ts'

type ClientFailure =
  | 'silent'
  | 'wrong-bytes'
  | 'unasked-bytes'
  | 'closed-early'
  | 'reset'
  | 'stayed-open'
  | 'kept-running'
  | 'not-printed'

/** What is said where it is a client that is graded. */
export interface ClientMessages {
  /** What a client did that broke a rule, where that reads otherwise than for a server. */
  readonly failures: {
    readonly [Code in ClientFailure]: (failure: Extract<ReportedFailure, { code: Code }>) => string
  }
  readonly userTypes: string
  readonly inputEnds: string
  readonly prints: string
  readonly endsWell: string
  readonly endsSomehow: string
  readonly nobodyListens: string
  readonly resets: string
  readonly port: (port: number) => string
  readonly byHand: string
}
