/**
 * One thing that happened while a check was played; `at` in milliseconds since it began. Of two programs
 * that talk to each other, `by` says which one it is that starts, prints, or ends.
 */
export type Event = { readonly at: number } & (
  | { readonly kind: 'started'; readonly command: string; readonly by?: Party }
  | {
      readonly kind: 'connected'
      readonly connection: number
      readonly address: string
      readonly port: number
    }
  | {
      readonly kind: 'refused'
      readonly connection: number
      readonly address: string
      readonly port: number
    }
  | {
      readonly kind: 'bytes'
      readonly connection: number
      readonly by: Party
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'fin' | 'rst'; readonly connection: number; readonly by: Party }
  /** What was typed on the program's standard input, and its end. */
  | { readonly kind: 'typed'; readonly bytes: Uint8Array }
  | { readonly kind: 'input-end' }
  | {
      readonly kind: 'output'
      readonly stream: 'stdout' | 'stderr'
      readonly bytes: Uint8Array
      readonly by?: Party
    }
  | {
      readonly kind: 'exit'
      readonly status: number | null
      readonly signal: string | null
      readonly by?: Party
    }
)

export type Party = 'client' | 'server'

type WithoutTime<Any> = Any extends unknown ? Omit<Any, 'at'> : never

/** An event before its time has been noted. */
export type Happening = WithoutTime<Event>

/** The events of one check, in the order in which the grader saw them. */
export class Transcript {
  readonly events: Event[] = []
  readonly #start = performance.now()

  /** Notes what has just happened. */
  add(happening: Happening): void {
    this.events.push({ at: Math.round((performance.now() - this.#start) * 10) / 10, ...happening })
  }

  /** Forgets all but the first `count` events, which led to nothing. */
  backTo(count: number): void {
    this.events.length = count
  }
}
