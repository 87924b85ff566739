import { setTimeout as delay } from 'node:timers/promises'
import { type Loop, Loops } from './loops.ts'
import { isAsleep, type Thread, threadsOf } from './threads.ts'

/** How long it is looked for the places to which the threads of an idle program come back, ms. */
const settling = { apart: 2, atMost: 60 }

/** How often, and at what distance (ms), a program is looked at. */
const looks = { count: 4, apart: 10 }

/**
 * What a program does while nobody speaks to it: threads that sleep, poll or spin all the time stand in
 * the same places before a client has come as after it has been answered.
 */
export class Idleness {
  /** The loops that it has been seen to go round in. */
  readonly loops: Loops
  readonly #places = new Map<string, Set<string>>()

  /** @param believed the loops of `Loops` that are known of other starts of the program */
  constructor(believed?: Set<Loop>) {
    this.loops = new Loops(believed)
  }

  /**
   * Looks at the program, to whom nobody is speaking, until its threads have settled.
   * @returns whether any of them comes round all the time
   */
  async learn(processes: () => readonly number[]): Promise<boolean> {
    const start = performance.now()
    let last: string | undefined
    for (;;) {
      const threads = threadsOf(processes())?.filter(({ runtime }) => !runtime)
      const restless = threads?.filter(({ limited }) => limited) ?? []
      const running = restless.filter(({ call }) => call === undefined)
      this.#add(restless.filter((thread) => !running.includes(thread)))
      const places = threads?.map(({ id, place }) => `${id} ${place}`).join('\n')
      const isOver = performance.now() - start > settling.atMost
      // Only what runs for as long as anybody looks runs all the time.
      if (isOver) this.#add(running)
      if (isOver || restless.length === 0 || (running.length === 0 && places === last)) {
        return restless.length > 0
      }
      last = places
      await delay(settling.apart)
    }
  }

  #add(threads: readonly Thread[]): void {
    for (const { id, place } of threads) {
      this.#places.set(id, (this.#places.get(id) ?? new Set()).add(place))
    }
  }

  /** Whether the thread is where it was seen while nobody spoke to the program. */
  includes({ id, place }: Thread): boolean {
    return this.#places.get(id)?.has(place) ?? false
  }

  /**
   * Whether a program that has nothing to do is at something all the same: some thread of it sleeps, and
   * means to go on, or is found running at every look. False where that can't be seen.
   */
  async isInterruptedIn(processes: () => readonly number[]): Promise<boolean> {
    for (let look = 0; look < looks.count; look++) {
      if (look > 0) await delay(looks.apart)
      const threads = threadsOf(processes())?.filter(
        (thread) => !thread.runtime && !this.includes(thread),
      )
      if (threads?.some(isAsleep)) return true
      if (!threads?.some(({ call }) => call === undefined)) return false
    }
    return true
  }
}
