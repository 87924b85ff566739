import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { socketsSeenBy } from '../kernel/sockets.ts'
import { isAsleep, type Thread, threadsOf } from './threads.ts'

/** How sure it is that a program has stopped speaking; see docs/architecture.md. */
export type Certainty = 'proven' | 'observed' | 'timed'

/** What a verdict about silence rests on. */
export interface Silence {
  readonly certainty: Certainty
  /** How long the program was given, ms. */
  readonly waited: number
  /** The calls in which its threads are blocked, where that is known. */
  readonly calls: readonly string[]
}

/** How long a clock waits where nothing can be proven, ms. */
export interface Limits {
  /** For something that has to come: an answer, a close, an end. */
  readonly answer: number
  /** To see that nothing more comes. */
  readonly quiet: number
  /** For something that has to come from a program that is asleep. */
  readonly busy: number
}

export interface Listening {
  /** The processes of the program, as they are at the moment. */
  readonly processes: () => readonly number[]
  /** The port on which it serves; undefined while it has none. */
  readonly port: number | undefined
  readonly limits: Limits
  /** Whether something has yet to come, or only nothing more may. */
  readonly awaited: boolean
  /** Ends the wait: what was awaited has come. */
  readonly signal: AbortSignal
}

/** How long two samples of the same threads lie apart, ms. */
const apart = 2

/**
 * How long the program's own threads must have stood still where its runtime's don't, ms: longer where
 * something is awaited, since a Java machine that ends waits for its threads in small steps.
 */
const observation = { awaited: 500, unawaited: 20 }

/**
 * Waits until a program has nothing more to say before somebody else does something: proven where
 * every thread is blocked without a time limit and stays so, by the clock where that can't be seen.
 * Resolves with undefined when the signal ends the wait first.
 */
export async function silenceOf(listening: Listening): Promise<Silence | undefined> {
  const { limits, awaited, signal, port } = listening
  const start = performance.now()
  let last: readonly Thread[] | undefined
  for (;;) {
    const threads = process.platform === 'linux' ? threadsOf(listening.processes()) : undefined
    const waited = performance.now() - start
    const own = threads?.filter((thread) => !thread.housekeeping)
    // A runtime's thread that runs may be doing what one of the program's own waits for.
    const resting = threads?.every(({ call }) => call !== undefined)
    if (own && resting && isDeadlock(own) && last && sameMoment(own, last) && !inFlight(port)) {
      // Bytes that the program sent before it blocked may still lie in our own sockets.
      await nextTurn()
      await nextTurn()
      if (signal.aborted) return undefined
      const certainty = own.length === threads?.length ? 'proven' : 'observed'
      if (certainty === 'proven' || waited >= observation[awaited ? 'awaited' : 'unawaited']) {
        return { certainty, waited, calls: callsOf(own) }
      }
    }
    last = own
    const limit = !awaited ? limits.quiet : own?.some(isAsleep) ? limits.busy : limits.answer
    if (waited >= limit) return { certainty: 'timed', waited, calls: callsOf(threads ?? []) }
    // The longer nothing happens, the less often it is worth a look.
    await delay(Math.min(Math.max(apart, waited / 50), 50), undefined, { signal }).catch(() => {})
    if (signal.aborted) return undefined
  }
}

/** No thread can go on by itself. A program without threads has ended, and has nothing to say. */
function isDeadlock(threads: readonly Thread[]): boolean {
  return threads.every((thread) => !thread.limited)
}

/** No thread was scheduled between two samples, and each is in the very same call. */
function sameMoment(now: readonly Thread[], before: readonly Thread[]): boolean {
  return (
    now.length === before.length &&
    now.every((thread, index) => {
      const earlier = before[index]
      return earlier?.id === thread.id && earlier.trace === thread.trace
    })
  )
}

/** Something that one side has sent has not reached the other: bytes, a FIN, a new client. */
function inFlight(port: number | undefined): boolean {
  if (port === undefined) return false
  return socketsSeenBy('self').some(
    (socket) =>
      (socket.port === port || socket.remotePort === port) &&
      (socket.unacknowledged > 0 || onTheWay.includes(socket.state)) &&
      socket.state !== 'listen',
  )
}

const onTheWay = ['syn-sent', 'syn-received', 'fin-wait-1', 'last-ack', 'closing']

function callsOf(threads: readonly Thread[]): string[] {
  return [...new Set(threads.map((thread) => thread.call?.name ?? 'running'))]
}
