import type { Idleness } from './idleness.ts'

/** How sure it is that a program has stopped speaking; see docs/silence.md. */
export type Certainty = 'proven' | 'observed' | 'timed'

/** How long a clock waits where nothing can be proven, ms. */
export interface Limits {
  /** For something that has to come: an answer, a close, an end. */
  readonly answer: number
  /** To see that nothing more comes. */
  readonly quiet: number
  /** For something that has to come from a program that is asleep. */
  readonly busy: number
}

export interface Listening {
  /** The processes of the program, as they are at the moment. */
  readonly processes: () => readonly number[]
  /** A process in the network in which the conversation is held. */
  readonly network: number | 'self'
  /** The port on which it is held; undefined while there is none. */
  readonly port: number | undefined
  readonly limits: Limits
  /** What the program does while nobody speaks to it. */
  readonly idleness: Idleness
  /** Whether something has yet to come, or only nothing more may. */
  readonly awaited: boolean
  /** Ends the wait: what was awaited has come. */
  readonly signal: AbortSignal
}
