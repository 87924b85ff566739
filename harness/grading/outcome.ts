import type { Certainty } from '../silence/listening.ts'
import type { Failure } from '../spec/failure.ts'
import type { Event } from '../wire/transcript.ts'

/** How playing one check came out, before points are given. */
export type Outcome = {
  /** False where something was forgiven that `--strict` would not forgive. */
  readonly strict: boolean
  readonly certainty: Certainty | undefined
  readonly milliseconds: number
  readonly transcript: readonly Event[]
} & (
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly failure: Failure }
  | { readonly verdict: 'errored'; readonly reason: string }
)
