import { setTimeout as delay } from 'node:timers/promises'
import { isAsleep, threadsOf } from './threads.ts'

/** How often, and at what distance (ms), a program is looked at. */
const looks = { count: 4, apart: 10 }

/**
 * Whether a program that has nothing to do is at something all the same: some thread of it sleeps, and
 * means to go on, or is found running at every look. False where that can't be seen.
 */
export async function isBusy(processes: () => readonly number[]): Promise<boolean> {
  for (let look = 0; look < looks.count; look++) {
    if (look > 0) await delay(looks.apart)
    const threads = threadsOf(processes())
    if (threads?.some(isAsleep)) return true
    if (!threads?.some(({ call, housekeeping }) => call === undefined && !housekeeping))
      return false
  }
  return true
}
