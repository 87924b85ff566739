import type { Lock } from '../isolation/lock.ts'
import type { Isolation } from '../isolation/modes.ts'
import { lockPort } from '../isolation/port-lock.ts'
import { Unusable } from '../program/problem.ts'

/** How long other graders who use the same ports are waited for, ms. */
const longest = 600_000

const nothing = new Uint8Array()

/** Numbers that stand in a program for the size of a buffer, and hardly ever for a port. */
const isSize = (number: number) => Number.isInteger(Math.log2(number))

/**
 * The ports that this grade keeps other graders on the machine from, where all share one network; in a
 * network of its own every port is free.
 */
export class Reservation {
  readonly #shared: boolean
  readonly #onWaiting: (port: number) => void
  readonly #locks = new Map<number, Lock>()

  constructor(isolation: Isolation, onWaiting: (port: number) => void) {
    this.#shared = isolation === 'none'
    this.#onWaiting = onWaiting
  }

  /** Waits for the ports that a program may want, by the numbers in its text. */
  async foresee(numbers: readonly number[]): Promise<void> {
    await this.have(numbers.filter((number) => number >= 1024 && !isSize(number)))
  }

  /**
   * Has these ports besides those that it has. Resolves with true where others had to be waited for:
   * then a program that has already tried to bind one has to try again.
   * @param beforeWaiting ends what could itself keep one of them from those who are waited for
   * @throws Unusable where they are not given up
   */
  async have(
    ports: readonly number[],
    beforeWaiting: () => Promise<void> = async () => {},
  ): Promise<boolean> {
    const wanting = ports.filter((port) => port > 0 && !this.#locks.has(port))
    if (!this.#shared || wanting.length === 0) return false
    if (await this.#atOnce(wanting)) return false
    await beforeWaiting()
    const all = new Set([...this.#locks.keys(), ...wanting])
    this.release()
    // In the same order by all who want them, so that none waits for another who waits for him.
    for (const port of [...all].toSorted((one, two) => one - two)) {
      const lock = await lockPort(port, longest, () => this.#onWaiting(port))
      if (!lock) {
        this.release()
        throw new Unusable({ code: 'port-taken', port, holder: 'sockgrade', output: nothing })
      }
      this.#locks.set(port, lock)
    }
    return true
  }

  /** The ports that it has. */
  get ports(): ReadonlySet<number> {
    return new Set(this.#locks.keys())
  }

  /** Lets the others have them. */
  release(): void {
    for (const { release } of this.#locks.values()) release()
    this.#locks.clear()
  }

  async #atOnce(ports: readonly number[]): Promise<boolean> {
    for (const port of ports) {
      const lock = await lockPort(port, 0, () => {})
      if (!lock) return false
      this.#locks.set(port, lock)
    }
    return true
  }
}
