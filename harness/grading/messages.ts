import type { Report } from '../report/schema.ts'
import type { Limits } from '../silence/silence.ts'

/** What a worker is told: everything that a grade depends on, as plain data. */
export type ToWorker =
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'grade'
      /** The file or folder, or the command's words; both relative to `from`. */
      readonly submission: { readonly path: string } | { readonly command: readonly string[] }
      readonly from: string
      /** From the person's settings: shell commands that take the place of what would be found out. */
      readonly run: string | undefined
      readonly build: string | undefined
      readonly spec: string | undefined
      readonly specFrom: 'option' | 'settings' | undefined
      readonly port: number | undefined
      readonly seed: number
      readonly strict: boolean
      readonly tier: 'core' | 'all'
      /** Ids of checks, `echo/several-messages`; empty for all. */
      readonly only: readonly string[]
      readonly limits: Limits
      /** ms */
      readonly startTimeout: number
      /** ms */
      readonly buildTimeout: number
    }

export type GradeJob = Extract<ToWorker, { kind: 'grade' }>

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
