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
  readonly #start: number
  /** Where the events of a transcript on the side are told too. */
  #told: Transcript | undefined

  constructor(start = performance.now()) {
    this.#start = start
  }

  /** Notes what has just happened. */
  add(happening: Happening): void {
    const at = Math.round((performance.now() - this.#start) * 10) / 10
    const event = { at, ...happening }
    this.events.push(event)
    this.#told?.events.push(event)
  }

  /** A transcript on the side, for what nobody need read unless it goes wrong: see `tellIn`. */
  aside(): Transcript {
    return new Transcript(this.#start)
  }

  /** Puts all that was noted here into another transcript as well, and what is still to come. */
  tellIn(whole: Transcript): void {
    if (this.#told || whole === this) return
    this.#told = whole
    whole.events.push(...this.events)
    whole.events.sort((one, other) => one.at - other.at)
  }

  /** Forgets all but the first `count` events, which led to nothing. */
  backTo(count: number): void {
    this.events.length = count
  }
}
