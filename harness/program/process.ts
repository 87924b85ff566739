import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Duplex, Readable, Writable } from 'node:stream'
import { confinement, confining } from '../isolation/confine.ts'
import type { ForkServer } from '../isolation/fork-server.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import { hasOwnInit, type Place } from '../isolation/place.ts'
import type { Network } from '../kernel/network.ts'
import type { Exit } from './exit.ts'
import { lineByLine, lineByLineAtOnce } from './line-by-line.ts'

/** The descriptor on which the init of a namespace tells what happens. */
export const statusPipe = 3

/** The descriptor by which a program on a terminal finds its standard error, which is not for there. */
export const ownStderr = 4

/** What the first process of a program is started with. */
export interface ProcessOptions {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** It is told to print line by line, by way of C's `stdio`. */
  readonly stdio: boolean
  /** The folder it runs in. */
  readonly folder: string
  readonly place: Place
  readonly network: Network
  readonly limits: ResourceLimits
  /** The words have it run on a pseudo-terminal, beside which it keeps a standard error of its own. */
  readonly terminal: boolean
}

/** A program's first process, or the one that is to start it, and the streams to it. */
export interface Process {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Its standard error; beside a terminal, that which is not for there, too. */
  readonly errors: readonly Readable[]
  /** Where what keeps it apart is let to begin, and tells what happens; undefined where nothing does. */
  readonly status: Duplex | undefined
  /** Undefined as long as it isn't known, and where it couldn't be started. */
  readonly pid: number | undefined
  /** How it ended, where nothing that keeps it apart tells that. */
  readonly exit: Promise<Exit> | undefined
  /** Settles once it is gone, and nobody holds the other end of a stream. */
  readonly closed: Promise<void>
}

/** Starts a process, apart from the machine as far as its place allows, in a group of its own. */
export function startProcess(options: ProcessOptions): Process {
  const { forkServer } = options.place
  const started =
    forkServer && forkServer.room > 0 && !options.terminal
      ? forked(forkServer, options)
      : spawned(options)
  const { stdin, stdout, errors, status } = started
  // Whoever has gone is told, and tells, nothing more; that he has gone shows at his end.
  for (const stream of [stdin, stdout, status, ...errors]) stream?.on('error', () => {})
  return started
}

function forked(forkServer: ForkServer, options: ProcessOptions): Process {
  const { place, limits, network, stdio } = options
  const { words, environment } = stdio ? lineByLineAtOnce(options) : options
  const apart = confinement(place, limits, { kept: 3, network })
  const { stdin, stdout, stderr, status } = forkServer.start([...apart, ...words], environment)
  let pid: number | undefined
  let text = ''
  status.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1')
    pid ??= numberAfter('process', text)
  })
  const closed = Promise.all([stdout, stderr, status].map(closing)).then(() => {
    stdin.destroy()
  })
  return {
    ...{ stdin, stdout, errors: [stderr], status, closed, exit: undefined },
    get pid() {
      return pid
    },
  }
}

function spawned(options: ProcessOptions): Process {
  const { folder, place, terminal, limits, network } = options
  const { words, environment } = options.stdio ? lineByLine(options) : options
  const kept = terminal ? ownStderr + 1 : 3
  const [file = '', ...args] = [...confining(place, limits, { kept, network }), ...words]
  const status = hasOwnInit(place) ? (['pipe'] as const) : terminal ? (['ignore'] as const) : []
  const child = spawn(file, args, {
    cwd: folder,
    env: environment,
    // A group of its own, so that all of it can be ended at once.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...status, ...(terminal ? (['pipe'] as const) : [])],
  }) as ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable }
  const { stdin, stdout, stderr, stdio } = child
  const aside = stdio[ownStderr] as Readable | undefined
  const ended = () =>
    once(child, 'exit').then(
      ([status, signal]) => ({ status, signal }) as Exit,
      () => notStarted,
    )
  return {
    ...{ stdin, stdout, errors: aside ? [stderr, aside] : [stderr], pid: child.pid },
    ...(hasOwnInit(place)
      ? { status: stdio[statusPipe] as Duplex, exit: undefined }
      : { status: undefined, exit: ended() }),
    closed: once(child, 'close').then(
      () => {},
      () => {},
    ),
  }
}

/** The number in the line that begins with a word, once the line has come whole. */
export function numberAfter(word: string, text: string): number | undefined {
  const number = new RegExp(`^${word} (\\d+)\n`, 'm').exec(text)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Settles once a stream is closed, for whatever reason. */
function closing(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', () => resolve())
  })
}

/** As a shell has it where there is nothing that could be started. */
const notStarted: Exit = { status: 127, signal: null }
