import type { LimitName } from '../isolation/limits.ts'

/** Why a submission can't be run, or can't be spoken to; what a sentence about it needs. */
export type Problem =
  | { readonly code: 'no-such-file'; readonly path: string }
  | { readonly code: 'nothing-to-run'; readonly path: string }
  | {
      readonly code: 'several-programs'
      readonly path: string
      readonly candidates: readonly string[]
    }
  | { readonly code: 'not-executable'; readonly path: string }
  | { readonly code: 'unknown-kind'; readonly path: string }
  | { readonly code: 'no-main-class'; readonly path: string }
  | {
      readonly code: 'tool-missing'
      readonly tool: string
      readonly language: string
      readonly install: string
    }
  | { readonly code: 'build-failed'; readonly command: string; readonly output: Uint8Array }
  | { readonly code: 'bad-settings'; readonly path: string; readonly complaints: readonly string[] }
  | {
      readonly code: 'exited'
      readonly status: number | null
      readonly signal: string | null
      readonly output: Uint8Array
    }
  | {
      readonly code: 'port-taken'
      readonly port: number
      readonly holder: string
      readonly output: Uint8Array
    }
  | {
      readonly code: 'limit'
      readonly limit: LimitName
      readonly allowed: number
      readonly output: Uint8Array
    }
  /** bubblewrap was asked for, and is not to be had. */
  | { readonly code: 'no-bubblewrap' }
  | {
      readonly code: 'never-listened'
      readonly seconds: number
      readonly waitsForInput: boolean
      readonly output: Uint8Array
    }
  | { readonly code: 'unreachable'; readonly address: string; readonly port: number }
  | { readonly code: 'several-ports'; readonly ports: readonly number[] }
  | { readonly code: 'unrecognised'; readonly seen: string }

/** Thrown when a submission can't be graded for a reason that its author can mend. */
export class Unusable extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`the submission can't be run: ${problem.code}`)
    this.problem = problem
  }
}
