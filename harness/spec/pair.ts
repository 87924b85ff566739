import type { Failure, RuleBroken } from './failure.ts'
import type { Says } from './pattern.ts'
import type { Talk } from './talk.ts'

/**
 * One of two programs that talk to each other, listened to. What is done against a turn is thrown as
 * `RuleBroken`, by whoever is to blame for it.
 */
export interface Heard {
  /** Listens until the pattern has been heard, and returns what its holes were filled with. */
  hears<Found extends object>(what: Says<Found>): Promise<Found>
  /** All that it had said, and nobody has listened to, when the other spoke last; listening goes on behind it. */
  saidBefore(): Uint8Array
  /** All that it says until it closes, or both wait. */
  hearsOut(): Promise<Uint8Array>
  /** It closes its side; with what it had not read left behind, where `orResets` allows that. */
  seesClose(options?: { readonly orResets?: boolean }): Promise<void>
  /** From here on it is free to close its side, whenever it likes. */
  mayClose(): void
  /** It has said nothing but what has been listened to. */
  hearsNoMore(): void
  /** It shows this on its standard output, in time or at its end. */
  prints(what: Says<object>): void
  /** Its process ends with status 0. */
  ends(): Promise<void>
  /** What to throw where it has broken a rule in a way that none of these sees. */
  broke(failure: Failure): RuleBroken
  /** Whether it has broken the connection off. */
  readonly hasReset: boolean
  /** All bytes that it has sent. */
  readonly received: Uint8Array
}

/** A server and a client, and what a referee hears of either. */
export interface PairStage {
  readonly server: Heard
  readonly client: Heard
  plays<Bound extends object>(talk: Talk<Bound>): Promise<Bound>
}

/** How a server and a client of one protocol talk, for a referee who listens to both. */
export interface Pair {
  /** The ids of the specs. */
  readonly server: string
  readonly client: string
  /** The words of a dialogue are judged in turn; a function where how it goes on depends on what is said. */
  readonly play: Talk<object> | ((stage: PairStage) => Promise<void>)
}
