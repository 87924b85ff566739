import type { Network } from '../kernel/network.ts'
import type { Listener } from '../program/listeners.ts'
import type { Idleness } from '../silence/idleness.ts'
import type { Ahead } from './ahead.ts'

/** How many servers stand by at most: more would only take the processors from each other. */
const most = 2

/** How many connections a check may need of the network in which it is played. */
const room = 10

/** How long one may have listened in vain, ms: a server need not wait for its first client for ever. */
const longest = 300

/** A server that has been started ahead. */
export interface Spare {
  readonly ahead: Ahead
  readonly idleness: Idleness
  /** Where it listens, once it does. @throws Unusable where it doesn't */
  readonly listeners: Promise<readonly Listener[]>
}

/** A spare that nobody has wanted yet, and since when it listens, ms; undefined as long as it doesn't. */
interface Standing extends Spare {
  since?: number
}

/** A spare that listens. */
interface Taken extends Omit<Spare, 'listeners'> {
  readonly listeners: readonly Listener[]
}

/**
 * Servers that are started while another one is talked to, each in a network of its own, on the same port. As
 * soon as one of them doesn't come to listen, no more are started: it may be because of the others, and what
 * a program is worth is decided only where it is alone.
 */
export class Spares {
  readonly #networks: readonly Network[]
  readonly #start: (network: Network) => Spare
  readonly #standing: Standing[] = []
  /** The networks of those that are being ended. */
  readonly #leaving = new Map<Network, Promise<void>>()
  #over = false

  constructor(networks: readonly Network[], start: (network: Network) => Spare) {
    this.#networks = networks
    this.#start = start
  }

  /** Whether any may be started. */
  get possible(): boolean {
    return !this.#over && this.#networks.some((network) => network.room >= room)
  }

  /** Has as many stand by as will be wanted, in networks that nobody uses. */
  fill(wanted: number, used: readonly Network[]): void {
    this.#dismissStale()
    while (this.possible && this.#standing.length < Math.min(most, wanted)) {
      const standing = this.#standing.map(({ ahead }) => ahead.program.network)
      const taken = [...used, ...standing, ...this.#leaving.keys()]
      const free = this.#networks.find((each) => each.room >= room && !taken.includes(each))
      if (!free) return
      const spare: Standing = this.#start(free)
      const listens = () => {
        spare.since = performance.now()
      }
      spare.listeners.then(listens, () => {})
      this.#standing.push(spare)
    }
  }

  /**
   * The one that was started first, once it listens; undefined where there is none that does. Until then those
   * that will be wanted after it are started.
   */
  async take(wanted: number, used: readonly Network[]): Promise<Taken | undefined> {
    this.#dismissStale()
    const spare = this.#standing.shift()
    if (!spare) return undefined
    const { ahead, idleness } = spare
    this.fill(wanted, [...used, ahead.program.network])
    try {
      const listeners = await spare.listeners
      if (ahead.program.running) return { ahead, idleness, listeners }
    } catch {
      // It is tried alone.
    }
    this.#over = true
    await ahead.program.kill()
    return undefined
  }

  /** Those that have waited for too long may have given up on their first client. */
  #dismissStale(): void {
    const now = performance.now()
    const stale = this.#standing.filter(({ since }) => since !== undefined && now - since > longest)
    for (const spare of stale) {
      this.#standing.splice(this.#standing.indexOf(spare), 1)
      const { program } = spare.ahead
      const left = program.kill().finally(() => this.#leaving.delete(program.network))
      this.#leaving.set(program.network, left)
    }
  }

  /** Ends all that stand by. */
  async end(): Promise<void> {
    const killed = this.#standing.splice(0).map(({ ahead }) => ahead.program.kill())
    await Promise.all([...killed, ...this.#leaving.values()])
  }

  /** Ends them for good. */
  async close(): Promise<void> {
    this.#over = true
    await this.end()
  }
}
