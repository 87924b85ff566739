import type { Delivery } from './delivery.ts'
import type { Pattern, Says } from './pattern.ts'
import type { Random } from './random.ts'
import type { Talk } from './talk.ts'

/**
 * One client of the server under test, as a check moves it. Whatever the server does that breaks the
 * expectation in a method's name is thrown as `RuleBroken`.
 */
export interface Client {
  says(what: Says<object>, delivery?: Delivery): Promise<void>
  /** Says a pattern with its holes filled at random, and returns with what. */
  speaks<Found extends object>(what: Pattern<Found>, delivery?: Delivery): Promise<Found>
  /**
   * Says this without reading what comes back, until the server takes no more of it, or has had all.
   * The rest is said once the client reads on.
   */
  floods(what: Says<object>): Promise<void>
  /** Takes again what comes, after a flood. */
  readsOn(): void
  /**
   * Waits until so many bytes have come which nobody has listened to, or the server has fallen silent;
   * they are left for the next to listen.
   */
  letsCome(bytes: number): Promise<void>
  /** Listens until the pattern has been heard, and returns what its holes were filled with. */
  hears<Found extends object>(what: Says<Found>): Promise<Found>
  /** Whether the pattern is heard; what was heard instead of it is left for the next to listen. */
  mayHear<Found extends object>(what: Says<Found>): Promise<Found | undefined>
  /** All that the server has said and nobody listened to, once it has stopped speaking. */
  hearsOut(): Promise<Uint8Array>
  /** The same, where something has to come: what the server says to what it was told last. */
  hearsReply(): Promise<Uint8Array>
  /** The server says nothing, and keeps the connection, until the client speaks. */
  hearsNothing(): Promise<void>
  /** The server keeps the connection for the length of a pause, whatever it says. */
  staysConnected(): Promise<void>
  /** The server closes, in an orderly way. */
  seesClose(): Promise<void>
  /** All that the server said has been listened to, and it says no more. */
  hearsNoMore(): Promise<void>
  finishes(): Promise<void>
  leaves(): Promise<void>
  resets(): Promise<void>
  /** Whether the server has closed or reset the connection. */
  readonly closed: boolean
  /** All bytes that have come from the server on this connection. */
  readonly received: Uint8Array
}

/** What a check that is no plain dialogue is played on. */
export interface Stage {
  readonly random: Random
  /** A client connects; `RuleBroken` where nobody listens any more. */
  connects(options?: { readonly over?: 'any' | 'ipv6' }): Promise<Client>
  plays<Bound extends object>(talk: Talk<Bound>): Promise<Bound>
  /** A scene of so many clients that only of one who isn't served the report tells what happened. */
  aside(scene: () => Promise<void>): Promise<void>
  prints(what: Says<object>): Promise<void>
  ends(): Promise<void>
  endsOrServes(next: () => Promise<void>): Promise<void>
  /** Whether the server still runs, once it has done what there was to do. */
  stillServes(): Promise<boolean>
  /**
   * How many descriptors the program holds open, with all its processes. Where they are more than
   * `atMost`, it is let do first what there is to do. `CannotJudge` where that can't be seen.
   */
  descriptors(options?: { readonly atMost?: number }): Promise<number>
  /** The program is ended and started once more. */
  startsAnew(): Promise<void>
}

/** A check in the form of a function, for what no dialogue can say. */
export type Scene = (stage: Stage) => Promise<void>
