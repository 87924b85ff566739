import { setTimeout as delay } from 'node:timers/promises'
import { threadsOf } from '../silence/threads.ts'

/** How often at most, and at what distance (ms), a program is looked at whose client has just left. */
const looks = { count: 30, apart: 1 }

/**
 * Whether a program that need serve but one client is seen to wait for the next: a thread of it is in accept(2).
 * False where it ends, where that can't be seen, or where it takes longer than to start the program anew may.
 */
export async function isAccepting(processes: () => readonly number[]): Promise<boolean> {
  for (let look = 0; look < looks.count; look++) {
    if (look > 0) await delay(looks.apart)
    const threads = threadsOf(processes())
    if (!threads || threads.length === 0) return false
    if (threads.some(({ call }) => call?.awaiting === 'client')) return true
  }
  return false
}
