import type { Thread } from './threads.ts'

/** How often each thread must have come round. */
const enough = 2

/** Counts how often threads that come round all the time have been back in their place. */
export class Rounds {
  readonly #seen = new Map<string, { trace: string; rounds: number }>()

  /** Takes a look at threads that are in their places. */
  see(threads: readonly Thread[]): void {
    for (const { id, trace } of threads) {
      const seen = this.#seen.get(id)
      if (!seen) this.#seen.set(id, { trace, rounds: 0 })
      else if (seen.trace !== trace) this.#seen.set(id, { trace, rounds: seen.rounds + 1 })
    }
  }

  /** Counts anew: something else has moved. */
  forget(): void {
    this.#seen.clear()
  }

  /** Whether each of these has come round often enough. */
  enough(threads: readonly Thread[]): boolean {
    return threads.every(({ id }) => (this.#seen.get(id)?.rounds ?? 0) >= enough)
  }
}
