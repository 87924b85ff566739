import { type Socket, socketsSeenBy } from '../kernel/sockets.ts'
import { type Doing, doingOf } from './doing.ts'
import type { Certainty, Listening } from './listening.ts'
import type { SeenLoop } from './loops.ts'
import { Rounds } from './rounds.ts'
import { isAsleep, type Thread, threadsOf } from './threads.ts'
import { timeLimits } from './time-limits.ts'
import { onlyWakersOf } from './wakers.ts'

/**
 * How long a program must have been observed, ms: longer where something is awaited, since what comes
 * round all the time may speak at a later round.
 */
const observation = {
  own: { awaited: 1_500, unawaited: 100 },
  /** A Java machine that ends waits for its threads in small steps, and what is on a terminal may be on its way. */
  runtime: { awaited: 500, unawaited: 20 },
  /** Beside a Java machine whose program waits for the other side. */
  listening: 50,
}

/** How long a loop in which nothing is done must have gone round, ms of processor time: it may look at the clock. */
const goingRound = { awaited: 2_000, unawaited: 100, again: 500 }

/** How long a thread that is at work, or asleep, is waited for where nothing more is to come, ms. */
const working = 2_000

/** What has been seen of a program in one wait, sample by sample. */
export class Sights {
  readonly #listening: Listening
  readonly #rounds = new Rounds()
  readonly #doings: Doing[] = []
  #last: readonly Thread[] | undefined

  constructor(listening: Listening) {
    this.#listening = listening
  }

  /** What the program is at for good, or was at in most of the samples. */
  doing(certainty: Certainty | undefined): Doing | undefined {
    if (certainty) return this.#doings.at(-1)
    const count = (doing: Doing) => this.#doings.filter((each) => each === doing).length
    return [...new Set(this.#doings)].sort((one, other) => count(other) - count(one))[0]
  }

  /** How sure it is by now that nothing more comes; undefined while it isn't. */
  async judge(
    threads: readonly Thread[] | undefined,
    waited: number,
  ): Promise<Certainty | undefined> {
    const last = this.#last
    this.#last = threads
    if (!threads) return undefined
    const own = threads.filter(({ runtime }) => !runtime)
    const always = own.filter((thread) => this.#comesRound(thread))
    const others = own.filter((thread) => !always.includes(thread))
    const { port, idleness } = this.#listening
    const restless = others.filter(({ limited }) => limited)
    // Whoever is still starting has work to do, which would take longer if it were followed.
    const loop = port === undefined ? undefined : idleness.loops.see(restless)
    const doing = loop?.loop ?? doingOf(others.length > 0 ? others : own)
    if (doing) this.#doings.push(doing)
    this.#rounds.see(always)
    // A runtime's thread that runs may be doing what one of the program's own waits for.
    const resting = threads.every(({ call, runtime }) => call !== undefined || !runtime)
    const waiting = loop ? others.filter((thread) => !restless.includes(thread)) : others
    const unmoved = last?.length === threads.length && isSameMoment(waiting, last)
    // Only what comes round while all the others stand still counts.
    if (!unmoved) this.#rounds.forget()
    if (!unmoved || !resting || !areDeadlocked(waiting)) return undefined
    const sockets = onlyWakersOf(this.#listening.processes())
    if (!sockets || this.#inFlight(sockets)) return undefined
    const limited = await timeLimits.anyAmong(waiting)
    if (limited) return undefined
    const isProof =
      !loop && always.length === 0 && limited === false && own.length === threads.length
    if (isProof) return this.#stillSo(others) ? 'proven' : undefined
    const kind = always.length > 0 || limited === undefined ? 'own' : 'runtime'
    const isEnough = loop ? this.#isForGood(loop) : waited >= this.#observation(kind, threads)
    if (!isEnough || !this.#rounds.enough(always)) return undefined
    if (loop && this.#listening.awaited) idleness.loops.believe(loop.loop)
    return 'observed'
  }

  #isForGood({ worked, fresh, believed }: SeenLoop): boolean {
    const least = believed && this.#listening.awaited ? goingRound.again : goingRound[this.#length]
    return fresh && worked >= least
  }

  /** How long it is enough to observe, ms. */
  #observation(kind: 'own' | 'runtime', threads: readonly Thread[]): number {
    const usual = observation[kind][this.#length]
    const listens = kind === 'runtime' && listensOnly(threads)
    return listens ? Math.min(usual, observation.listening) : usual
  }

  get #length(): 'awaited' | 'unawaited' {
    return this.#listening.awaited ? 'awaited' : 'unawaited'
  }

  /** How long it is waited at most for what can't be seen to be over, ms. */
  limitOf(threads: readonly Thread[] | undefined): number {
    const { limits, awaited } = this.#listening
    const others =
      threads?.filter((thread) => !thread.runtime && !this.#listening.idleness.includes(thread)) ??
      []
    if (awaited) return others.some(isAsleep) ? limits.busy : limits.answer
    // Whoever is at work may be about to say more.
    const atWork = others.some((thread) => thread.call === undefined || isAsleep(thread))
    return atWork ? Math.max(limits.quiet, Math.min(working, limits.answer)) : limits.quiet
  }

  #comesRound(thread: Thread): boolean {
    const { limited, call } = thread
    return limited && call !== undefined && this.#listening.idleness.includes(thread)
  }

  /** Looked at once more, after all else has been asked, they have not moved. */
  #stillSo(threads: readonly Thread[]): boolean {
    const now = threadsOf(this.#listening.processes())
    return now !== undefined && now.length === threads.length && isSameMoment(now, threads)
  }

  /** Something that one side has sent has not reached the other: bytes, a FIN, a new client. */
  #inFlight(own: ReadonlySet<string>): boolean {
    const { network, port } = this.#listening
    const isOurs = (socket: Socket) =>
      own.has(socket.inode) || socket.port === port || socket.remotePort === port
    return socketsSeenBy(network).some((socket) => isOurs(socket) && isOnTheWay(socket))
  }
}

/** Whether only a Java machine comes round, and its program waits for the other side, so that nobody can be ending it. */
function listensOnly(threads: readonly Thread[]): boolean {
  const own = threads.filter(({ runtime }) => !runtime)
  // Java runs `main` in a second thread, for which the first one only waits.
  const working = own.filter(({ id, pid, call }) => id !== String(pid) || call?.awaiting !== 'lock')
  const isMachine = threads.every(({ runtime }) => runtime !== 'relay')
  return isMachine && working.length > 0 && working.every(listens)
}

/** Whether a thread waits for the other side. */
function listens({ call }: Thread): boolean {
  return call !== undefined && ['data', 'client', 'any-socket'].includes(call.awaiting)
}

/** No thread can go on by itself. A program without threads has ended, and has nothing to say. */
function areDeadlocked(threads: readonly Thread[]): boolean {
  return threads.every((thread) => !thread.limited)
}

/** None of these threads was scheduled between two samples, and each is in the very same call. */
function isSameMoment(now: readonly Thread[], before: readonly Thread[]): boolean {
  const traces = new Map(before.map(({ id, trace }) => [id, trace]))
  return now.every(({ id, trace }) => traces.get(id) === trace)
}

function isOnTheWay({ state, unacknowledged }: Socket): boolean {
  return state !== 'listen' && (unacknowledged > 0 || onTheWay.includes(state))
}

const onTheWay = ['syn-sent', 'syn-received', 'fin-wait-1', 'last-ack', 'closing']
