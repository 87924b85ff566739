import type { Sandbox } from '../isolation/place.ts'

/** What `init` asks and tells. */
export interface InitMessages {
  readonly whichSpec: string
  readonly whichPlatform: string
  readonly whichAssignment: string
  readonly platforms: Readonly<Record<'github' | 'gitlab' | 'classroom50' | 'none', string>>
  /** Nobody is there to be asked. */
  readonly sayIt: (option: string, choices: readonly string[]) => string
  readonly notTop: (top: string) => string
  readonly noRepository: (text: string) => string
  readonly found: (spec: string, platform: string, role: 'student' | 'instructor') => string
  readonly written: (file: string) => string
  readonly there: (file: string) => string
  readonly now: string
  readonly steps: {
    readonly owner: (file: string) => string
    readonly include: (file: string) => string
    readonly push: Readonly<Record<'github' | 'gitlab', string>>
    readonly call: (workflow: string) => string
    readonly gitlabCourse: (file: string) => string
    readonly publish: (assignment: string) => string
    readonly teacherGrades: string
    readonly noPlatform: string
    /** The settings, and a copy of them where there is one. */
    readonly checks: (files: readonly string[]) => string
    readonly atHome: (place: string) => string
  }
}

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
