import type { FromParty, Likeness, ToParty } from '../grading/party-messages.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import type { Mode } from '../isolation/modes.ts'
import type { Sandbox } from '../isolation/place.ts'
import type { RealPaths } from '../program/real-tools.ts'
import type { Report, ReportedProblem } from '../report/schema.ts'
import type { Limits } from '../silence/listening.ts'
import type { Instructions } from '../spec/instructed.ts'
import type { Role } from '../spec/spec.ts'

/** Everything that a grade depends on, as plain data. */
export interface GradeJob {
  /**
   * The file or folder, and what it is called where it was handed in under another name; or the
   * command's words. Both relative to `from`.
   */
  readonly submission:
    | { readonly path: string; readonly title?: string }
    | { readonly command: readonly string[] }
  readonly from: string
  /** From the person's settings: shell commands that take the place of what would be found out. */
  readonly run: string | undefined
  readonly build: string | undefined
  readonly spec: string | undefined
  /** Which end of the conversation the program is; undefined where it is to be found out. */
  readonly role: Role | undefined
  readonly specFrom: 'option' | 'settings' | undefined
  readonly port: number | undefined
  readonly seed: number
  readonly strict: boolean
  readonly tier: 'core' | 'all'
  /** Ids of checks, `echo/several-messages`; empty for all. */
  readonly only: readonly string[]
  /** The instructor's words on checks, by their ids. */
  readonly checks: Instructions
  readonly limits: Limits
  readonly resources: ResourceLimits
  readonly sandbox: 'auto' | Sandbox
  /** Folders that are none of the program's business, absolute: other submissions, their results. */
  readonly hidden: readonly string[]
  /** ms */
  readonly startTimeout: number
  /** ms */
  readonly buildTimeout: number
}

/** The world in which a worker finds itself. */
export interface Surroundings extends Pick<Mode, 'isolation' | 'identity'> {
  /** Why there is no better isolation, in the words of the tools that were tried. */
  readonly why: string | undefined
  /** The run's own folder, absolute, and the mark of its processes. */
  readonly runFolder: string
  readonly runId: string
  readonly tools: RealPaths
}

/** A program of a pair, ready to talk; where it can't be run, the problem. */
export interface Attending extends Pick<Report, 'submission'> {
  readonly isolation: NonNullable<Report['isolation']>
  /** How much it is like each protocol; nothing where it is known which it speaks. */
  readonly likenesses: readonly Likeness[]
  readonly problem?: ReportedProblem
}

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'stop' }
  | { readonly kind: 'grade'; readonly job: GradeJob; readonly surroundings: Surroundings }
  /** The program is one of a pair: what else is said is for it. */
  | {
      readonly kind: 'attend'
      readonly job: GradeJob
      readonly role: Role
      /** The port of its partner, where both share a network. */
      readonly avoids: number | undefined
      readonly surroundings: Surroundings
    }
  | { readonly kind: 'pair'; readonly told: ToParty }

/** What a worker tells. */
export type FromWorker =
  | { readonly kind: 'ready' | 'building' | 'starting' | 'recognising' }
  | { readonly kind: 'waiting-for-port'; readonly port: number }
  | {
      readonly kind: 'checking'
      readonly check: string
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'graded'; readonly report: Report }
  /** What the program could not be run for, or what is known of it now that it can. */
  | { readonly kind: 'attending'; readonly party: Attending }
  | { readonly kind: 'pair'; readonly tells: FromParty }
