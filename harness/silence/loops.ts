import { descriptorOf, socketIn } from '../kernel/processes.ts'
import { nextCallsOf, type Repeated } from '../kernel/tracer.ts'
import { calls } from './syscalls.ts'
import type { Thread } from './threads.ts'

/** What a loop that goes round without waiting asks for: more from a client who has closed, or anything at all. */
export type Loop = 'reading-past-end' | 'spinning'

/** How long a program has been at work before it is asked whether it goes round, ms, and until it is asked again. */
const patience = { first: 50, next: 300 }

/** How many calls of a thread are looked at, and how long that may take, ms: 60 where nobody disturbs it. */
const look = { calls: 500, most: 3_000 }

/** So many threads at most are looked at, one after the other. */
const mostThreads = 4

/** What is called once in so many calls belongs to what goes round, and isn't something that is done for once. */
const seldom = 50

/** A loop, as long as it has been seen. */
interface Sighting {
  readonly loop: Loop
  readonly since: number
  readonly until: number
}

/**
 * Finds out whether threads that never come to rest do nothing but ask for what isn't there: nobody waits, and
 * nothing comes of it, round after round. Where threads can't be followed (ptrace(2)), nothing is found out.
 */
export class Loops {
  readonly #end = new AbortController()
  #threads = ''
  #restlessSince = 0
  #asked = Number.NEGATIVE_INFINITY
  #asking = false
  #sighting: Sighting | undefined

  /**
   * Takes a look at the threads that don't rest.
   * @returns what they have been seen to be at, each time that they were followed
   */
  see(threads: readonly Thread[]): Sighting | undefined {
    const now = performance.now()
    const ids = threads.map(({ id }) => id).join()
    if (ids !== this.#threads || ids === '') {
      this.#threads = ids
      this.#restlessSince = now
      this.#sighting = undefined
    }
    const isDue = now - this.#restlessSince >= patience.first && now - this.#asked >= patience.next
    if (ids !== '' && isDue && !this.#asking && threads.length <= mostThreads) {
      void this.#ask(threads, ids)
    }
    return this.#sighting
  }

  /** Follows no thread any longer. */
  end(): void {
    this.#end.abort()
  }

  async #ask(threads: readonly Thread[], ids: string): Promise<void> {
    this.#asking = true
    const began = performance.now()
    const loop = await this.#loopOf(threads)
    this.#asked = performance.now()
    this.#asking = false
    if (ids !== this.#threads) return
    const before = this.#sighting?.loop === loop ? this.#sighting?.since : undefined
    this.#sighting = loop && { loop, since: before ?? began, until: this.#asked }
  }

  /** The loop that all of these go round in. */
  async #loopOf(threads: readonly Thread[]): Promise<Loop | undefined> {
    const loops = new Set<Loop>()
    for (const thread of threads) {
      const made = await nextCallsOf(thread.id, look.calls, look.most, this.#end.signal)
      const loop = made && loopIn(thread.pid, made)
      if (!loop) return undefined
      loops.add(loop)
    }
    return loops.has('spinning') ? 'spinning' : [...loops][0]
  }
}

/** Which loop these calls are, if they are one that does nothing. */
function loopIn(pid: number, made: readonly Repeated[]): Loop | undefined {
  const isLoop =
    made.every(({ times }) => times >= look.calls / seldom) && made.every(comesToNothing)
  if (!isLoop) return undefined
  const reads = made.filter(({ number }) => calls()[number]?.awaiting === 'data')
  const atEnd = reads.some(({ first, result }) => result === 0 && isStream(pid, first))
  if (atEnd) return 'reading-past-end'
  return reads.some(({ result }) => result < 0) ? 'spinning' : undefined
}

/** A call that has brought nothing, and sent nothing. */
function comesToNothing({ number, result }: Repeated): boolean {
  const call = calls()[number]
  // That there is something to read is told again and again where a client has closed; threads let one another in.
  if (call?.awaiting === 'any-socket' || call?.awaiting === 'lock') return true
  return result <= 0
}

function isStream(pid: number, descriptor: number): boolean {
  return socketIn(descriptorOf(pid, descriptor)) !== undefined
}
