import type { Sandbox } from '../isolation/confine.ts'

/** What `package` tells of what it has packed. */
export interface PackingMessages {
  readonly written: (file: string, bytes: number) => string
  /** What to do with an autograder for Gradescope, step by step. */
  readonly gradescope: (
    points: number | undefined,
    languages: readonly string[],
  ) => readonly string[]
}

/** What `verify` tells of the grader itself. */
export interface VerifyMessages {
  readonly progress: (spec: string, done: number, total: number) => string
  readonly reference: string
  /** So many wrong programs came out as they must. */
  readonly fixtures: (count: number) => string
  readonly notInstalled: (count: number, language: string, install: string) => string
  readonly otherwise: (programs: readonly string[]) => string
  readonly due: string
  readonly failed: string
  readonly nothing: string
  readonly notJudged: (check: string, reason: string) => string
  readonly excused: (check: string, reason: string) => string
  readonly apart: Readonly<Record<Sandbox, string>>
  readonly trusted: string
  readonly trustedAsFar: string
  readonly notTrusted: string
}
