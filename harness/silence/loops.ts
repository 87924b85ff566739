import { descriptorOf, socketIn } from '../kernel/processes.ts'
import { nextCallsOf, type Repeated } from '../kernel/tracer.ts'
import { calls } from './syscalls.ts'
import { scheduled, type Thread } from './threads.ts'

/** What a loop asks for that goes round without waiting: more of what has ended, or anything at all. */
export type Loop = 'reading-past-end' | 'reading-input-past-end' | 'spinning'

/** For how long a program has run without a pause before it is asked whether it goes round, ms, and asked again. */
const patience = { first: 50, next: 300 }

/** How many calls of a thread are looked at, and how long that may take, ms: 60 where nobody disturbs it. */
const look = { calls: 500, most: 3_000 }

/** How long what a look has found is taken for what the program still does, ms. */
const fresh = 150

/** So many threads at most are looked at, one after the other. */
const mostThreads = 4

/** What is called less often than once in so many calls isn't part of what goes round. */
const seldom = 50

/** Standard output and standard error. */
const printing: readonly number[] = [1, 2]

/** A loop, and for how long the threads have gone round in it by themselves, ms of processor time. */
interface Sighting {
  readonly loop: Loop
  readonly worked: number
  /** How long each had run when the loop was first seen, ms, by its number. */
  readonly before: ReadonlyMap<string, number>
  /** When it was seen last. */
  readonly seen: number
}

/** What is known of a loop at a moment. */
export interface SeenLoop extends Sighting {
  /** It has been seen but a moment ago. */
  readonly fresh: boolean
  /** The program has gone round in it for good before. */
  readonly believed: boolean
}

/**
 * Finds out whether threads of a program that run without ever waiting do nothing but ask for what isn't there:
 * nothing comes of it, round after round. Where threads can't be followed (ptrace(2)), nothing is found out.
 * What has been seen in one wait counts in the next, as long as the threads have waited for nothing in between.
 */
export class Loops {
  #follows = new AbortController()
  #ids = ''
  #waits = ''
  /** They have been seen to wait for what they print to be read. */
  #prints = false
  #since = 0
  /** They have been followed since the look before: each stop counts as a wait. */
  #disturbed = false
  #asked = Number.NEGATIVE_INFINITY
  #asking = false
  #sighting: Sighting | undefined
  readonly #believed: Set<Loop>

  /** @param believed in what loops the program has gone round for good, whenever it was started */
  constructor(believed = new Set<Loop>()) {
    this.#believed = believed
  }

  /** It goes round in this one for good. */
  believe(loop: Loop): void {
    this.#believed.add(loop)
  }

  /**
   * Takes a look at the threads that don't rest.
   * @returns the loop that they have been seen to go round in
   */
  see(restless: readonly Thread[]): SeenLoop | undefined {
    const now = performance.now()
    const isRunning = restless.length > 0 && restless.every(goesOn)
    const ids = isRunning ? restless.map(({ id }) => id).join() : ''
    if (ids === '' || ids !== this.#ids) this.#prints = false
    this.#prints ||= restless.some(isPrinting)
    const waits = restless.map((thread) => thread.waits).join()
    // One that has waited for anything else, however shortly, is at something else than the loops that are meant here.
    const hasWaited = waits !== this.#waits && !this.#disturbed && !this.#prints
    if (ids === '' || ids !== this.#ids || hasWaited) {
      this.#since = now
      this.#sighting = undefined
    }
    this.#ids = ids
    this.#waits = waits
    this.#disturbed = this.#asking
    const isDue = now - this.#since >= patience.first && now - this.#asked >= patience.next
    if (isRunning && isDue && !this.#asking && restless.length <= mostThreads) {
      void this.#ask(restless, ids)
    }
    return (
      this.#sighting && {
        ...this.#sighting,
        fresh: now - this.#sighting.seen < fresh,
        believed: this.#believed.has(this.#sighting.loop),
      }
    )
  }

  /** Follows no thread until it is looked again. */
  rest(): void {
    this.#follows.abort()
    this.#follows = new AbortController()
    this.#asked = Number.NEGATIVE_INFINITY
  }

  /** Something has come of it: what was seen before no longer counts. */
  forget(): void {
    this.#sighting = undefined
    this.#ids = ''
  }

  async #ask(threads: readonly Thread[], ids: string): Promise<void> {
    this.#asking = true
    this.#disturbed = true
    const ran = () => new Map(threads.map((thread) => [thread.id, scheduled(thread).ran]))
    const began = ran()
    const { signal } = this.#follows
    const loop = await loopOf(threads, signal)
    this.#asking = false
    if (signal.aborted) return
    this.#asked = performance.now()
    if (ids !== this.#ids) return
    const before = (this.#sighting?.loop === loop && this.#sighting?.before) || began
    const worked = Math.min(...[...ran()].map(([id, now]) => now - (before.get(id) ?? now)))
    this.#sighting = loop && { loop, worked, before, seen: this.#asked }
  }
}

/** The loop that all of these go round in. */
async function loopOf(threads: readonly Thread[], signal: AbortSignal): Promise<Loop | undefined> {
  const loops = new Set<Loop>()
  for (const thread of threads) {
    const made = await nextCallsOf(thread.id, look.calls, look.most, signal)
    const loop = made && loopIn(thread.pid, made)
    if (!loop) return undefined
    loops.add(loop)
  }
  return loops.has('spinning') ? 'spinning' : [...loops][0]
}

/** Which loop these calls are, if they are one that does nothing. */
function loopIn(pid: number, made: readonly Repeated[]): Loop | undefined {
  const isLoop = made.every((each) => each.times >= look.calls / seldom && comesToNothing(each))
  if (!isLoop) return undefined
  const reads = made.filter(({ number }) => calls()[number]?.awaiting === 'data')
  // Whoever has no room for what he reads is told nothing by what he gets.
  if (reads.some(asksForNothing)) return undefined
  const ends = reads.filter(({ first, result }) => result === 0 && isStream(pid, first))
  if (ends.length > 0) {
    return ends.every(({ first }) => first === 0) ? 'reading-input-past-end' : 'reading-past-end'
  }
  return reads.some(({ result }) => result < 0) ? 'spinning' : undefined
}

/** Whether a thread does something, or waits for nothing but that what it prints is read. */
function goesOn(thread: Thread): boolean {
  return thread.call === undefined || isPrinting(thread)
}

function isPrinting({ call, descriptor }: Thread): boolean {
  return call?.awaiting === 'reader' && printing.includes(descriptor)
}

/** A call that has brought nothing, and has sent nothing to the other side. */
function comesToNothing({ number, first, result }: Repeated): boolean {
  const call = calls()[number]
  // Whoever sleeps in between goes by time.
  if (call?.awaiting === 'time') return false
  if (call?.awaiting === 'reader' && printing.includes(first)) return true
  // That there is something to read is told again and again where a client has closed; threads let one another in.
  if (call?.awaiting === 'any-socket' || call?.awaiting === 'lock') return true
  return result <= 0
}

function asksForNothing({ number, third }: Repeated): boolean {
  return ['read', 'recvfrom'].includes(calls()[number]?.name ?? '') && third === 0
}

function isStream(pid: number, descriptor: number): boolean {
  return socketIn(descriptorOf(pid, descriptor)) !== undefined
}
