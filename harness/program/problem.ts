import type { LimitName } from '../isolation/limits.ts'

/** What is the matter with an archive that isn't unpacked. */
export type ArchiveFault =
  /** Its bytes are no archive, or not all of one. */
  | 'broken'
  | 'empty'
  | 'encrypted'
  /** It is of a kind that isn't read. */
  | 'format'
  /** A name in it leads out of the folder that it is unpacked into. */
  | 'outside'
  /** A name in it that is too long, or has characters that can't be seen. */
  | 'bad-name'
  /** Two entries of one name. */
  | 'duplicate'
  | 'too-many'
  | 'too-large'
  /** It unpacks to very much more than it is, or its entries share their bytes. */
  | 'bomb'

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
  /** The settings that came with a submission say how it is to be graded. */
  | { readonly code: 'own-checks'; readonly path: string }
  | {
      readonly code: 'bad-archive'
      readonly path: string
      readonly fault: ArchiveFault
      /** The name in the archive that is meant, or the format found. */
      readonly detail?: string
    }
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
  /** A client that connects nowhere. */
  | { readonly code: 'never-connected'; readonly ended: boolean; readonly output: Uint8Array }
  /** A client and its server want one port of a network that they share. */
  | { readonly code: 'same-port'; readonly port: number; readonly output: Uint8Array }
  | { readonly code: 'unreachable'; readonly address: string; readonly port: number }
  | { readonly code: 'several-ports'; readonly ports: readonly number[] }
  | { readonly code: 'unrecognised'; readonly seen: string }
  /** The grader ended without having judged anything. */
  | { readonly code: 'grader-failed' }

/** Thrown when a submission can't be graded for a reason that its author can mend. */
export class Unusable extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`the submission can't be run: ${problem.code}`)
    this.problem = problem
  }
}
