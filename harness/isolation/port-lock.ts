import { setTimeout as delay } from 'node:timers/promises'
import { type Lock, tryLock } from './lock.ts'

/** Between two tries to have a lock, ms. */
const pause = 100

/**
 * Waits until no other grader on this machine uses the port.
 * @param timeout how long to wait, ms
 * @returns undefined where the others went on for longer
 */
export async function lockPort(
  port: number,
  timeout: number,
  onWaiting: () => void,
): Promise<Lock | undefined> {
  const deadline = performance.now() + timeout
  for (;;) {
    const lock = await tryLock(`port-${port}`)
    if (lock || performance.now() > deadline) return lock
    onWaiting()
    await delay(pause)
  }
}
