import { setTimeout as delay } from 'node:timers/promises'
import { showsDescriptors, socketsOf } from '../kernel/processes.ts'
import { anySocketInUse } from '../kernel/sockets.ts'
import { exitProblem } from './exit-problem.ts'
import { type Listener, listenersSeenBy } from './listeners.ts'
import { Unusable } from './problem.ts'
import type { Program } from './program.ts'

/** What a program that can't go on by itself is waiting for. */
export interface Idle {
  readonly waitsForInput: boolean
}

export interface ListeningOptions {
  /** The port that the person named; undefined where it has to be found. */
  readonly port: number | undefined
  /** Ports that are taken first where the program listens on several. */
  readonly likely: readonly number[]
  /** Ports one of which it may have wanted, where it can't have it. */
  readonly wanted: readonly number[]
  /** The inodes of those sockets that others listened on before the program was started. */
  readonly others: ReadonlySet<string>
  /** What is typed when the program asks for something: the port, most likely. */
  readonly answer: string
  /** How long a program may be at work before it listens, ms. */
  readonly timeout: number
  /** Whether it has tried to connect, as a client does. */
  readonly connects: () => boolean
  /** Settles once the program is taken to be idle for good; undefined when the signal ended the wait. */
  readonly idle: (signal: AbortSignal) => Promise<Idle | undefined>
}

/** How long after it has tried to connect a program that doesn't listen is taken for a client, ms. */
const clientAfter = 2_000

/** How often a starting program is looked at, ms. */
const interval = 1

/** For how long a program is taken to be about to listen, without a look at what it waits for, ms. */
const usualStart = 30

/** How long a program may take to listen elsewhere too, ms, once it has listened where nobody expected it. */
const settling = 200

/**
 * Waits until the program listens, without connecting to it: a server that serves one client has only
 * one to give.
 * @throws Unusable when it ends, idles or takes longer than `timeout` without listening
 */
export async function listenersOf(
  program: Program,
  options: ListeningOptions,
): Promise<Listener[]> {
  const start = performance.now()
  const watch = new AbortController()
  let idle: Idle | undefined
  let answered = false
  let listensSince: number | undefined
  const watchIdle = () =>
    options.idle(watch.signal).then((seen) => {
      idle = seen
    })
  let watching = false
  try {
    for (; ; await delay(interval)) {
      const waited = performance.now() - start
      if (!watching && waited > usualStart) {
        watching = true
        void watchIdle()
      }
      // What its processes hold is read only once there is something to be found, or it goes no further.
      const asClient = waited > clientAfter && options.connects()
      const goesOn = !program.exit && !idle && !asClient && waited <= options.timeout
      if (goesOn && !anySocketInUse(program.network.pid)) continue
      const pids = program.processes()
      const own = listenersAmong(pids, options.others)
      if (own.length > 0) {
        listensSince ??= waited
        const isSettled = idle !== undefined || waited - listensSince > settling
        if (isSettled || likelyAmong(own, options) !== undefined) return choose(own, options)
      }
      if (pids.length === 0 && program.exit) {
        throw new Unusable(exitProblem(program.exit, program.output, options.wanted))
      }
      if (idle?.waitsForInput && !answered) {
        answered = true
        idle = undefined
        program.types(options.answer)
        void watchIdle()
      }
      if (pids.length > 0 && (idle || asClient || waited > options.timeout)) {
        throw new Unusable({
          code: 'never-listened',
          seconds: Math.round(waited / 100) / 10,
          waitsForInput: idle?.waitsForInput ?? false,
          output: program.output,
        })
      }
    }
  } finally {
    watch.abort()
  }
}

/**
 * The sockets on which these processes listen. Their descriptors tell, which are soon read; where one
 * hides them, whatever has not been there before is taken to be theirs.
 */
function listenersAmong(pids: readonly number[], others: ReadonlySet<string>): Listener[] {
  const [first] = pids
  if (first === undefined) return []
  if (!pids.every(showsDescriptors)) {
    return listenersSeenBy(first).filter(({ inode }) => !others.has(inode))
  }
  const inodes = socketsOf(pids)
  return inodes.size === 0 ? [] : listenersSeenBy(first).filter(({ inode }) => inodes.has(inode))
}

/** The sockets of one port: the one that was named, a likely one, or the only one. */
function choose(listeners: readonly Listener[], options: ListeningOptions): Listener[] {
  const ports = [...new Set(listeners.map(({ port }) => port))].sort((left, right) => left - right)
  const port = likelyAmong(listeners, options) ?? (ports.length === 1 ? ports[0] : undefined)
  if (port === undefined) throw new Unusable({ code: 'several-ports', ports })
  return listeners.filter((listener) => listener.port === port)
}

/** The port that was named, or the likeliest, if the program listens there. */
function likelyAmong(
  listeners: readonly Listener[],
  { port, likely }: ListeningOptions,
): number | undefined {
  return [port, ...likely].find((each) => each && listeners.some((own) => own.port === each))
}
