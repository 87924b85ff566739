import type { LimitName } from '../isolation/limits.ts'

/** How a process ended: with a status, or by a signal. */
export interface Exit {
  readonly status: number | null
  readonly signal: string | null
}

/** A limit that a program went beyond, in the limit's own unit. */
export interface LimitHit {
  readonly limit: LimitName
  readonly allowed: number
}
