import { scheduled, type Thread } from './threads.ts'

/** A clock is stretched to so many times its length at most. */
const mostStretch = 10

/** A clock that stands still for a program while that waits for a processor. */
export class Clock {
  /** How long each thread had been kept waiting when this wait was young, ms. */
  #before: ReadonlyMap<string, number> | undefined

  /**
   * Whether the program has been given `limit` ms in which it could run.
   * @param waited how long it has been waited, ms
   * @param threads its threads as they are now, where they can be seen
   */
  isOver(limit: number, waited: number, threads: readonly Thread[] = []): boolean {
    this.#before ??= delaysOf(threads)
    if (waited < limit) return false
    if (waited >= limit * mostStretch) return true
    const before = this.#before
    const kept = [...delaysOf(threads)].map(([id, delay]) => delay - (before.get(id) ?? 0))
    return waited - Math.max(0, ...kept) >= limit
  }
}

/** How long each thread has been kept waiting for a processor, ms. */
function delaysOf(threads: readonly Thread[]): ReadonlyMap<string, number> {
  return new Map(threads.map((thread) => [thread.id, scheduled(thread).kept]))
}
