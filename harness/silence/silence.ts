import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { Clock } from './clock.ts'
import type { Doing } from './doing.ts'
import type { Certainty, Listening } from './listening.ts'
import { Sights } from './sights.ts'
import { threadsOf } from './threads.ts'

/** What a verdict about silence rests on. */
export interface Silence {
  readonly certainty: Certainty
  /** How long the program was given, ms. */
  readonly waited: number
  /** What it was at all the while, where that is known. */
  readonly doing: Doing | undefined
}

/** How long two samples of the same threads lie apart, ms. */
const apart = 1

/**
 * Waits until a program has nothing more to say before somebody else does something: proven where
 * every thread is blocked without a time limit and stays so, observed where only that comes round which
 * always has, by the clock where neither can be seen.
 * Resolves with undefined when the signal ends the wait first.
 */
export async function silenceOf(listening: Listening): Promise<Silence | undefined> {
  const { signal, processes, idleness } = listening
  const start = performance.now()
  const seen = new Sights(listening)
  const clock = new Clock()
  try {
    for (;;) {
      const threads = process.platform === 'linux' ? threadsOf(processes()) : undefined
      const waited = performance.now() - start
      const certainty = await seen.judge(threads, waited)
      if (certainty || clock.isOver(seen.limitOf(threads), waited, threads)) {
        // Bytes that the program sent before may still lie in our own sockets and pipes.
        await nextTurn()
        await nextTurn()
        if (signal.aborted) return undefined
        return { certainty: certainty ?? 'timed', waited, doing: seen.doing(certainty) }
      }
      // The longer nothing happens, the less often it is worth a look.
      const pause = Math.min(Math.max(apart, waited / 50), 50)
      await delay(pause, undefined, { signal }).catch(() => {})
      if (signal.aborted) return undefined
    }
  } finally {
    idleness.loops.rest()
    if (signal.aborted) idleness.loops.forget()
  }
}
