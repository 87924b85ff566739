import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type Isolation, type Mode, modesFor } from '../isolation/modes.ts'
import { ownPrograms } from '../package-folder.ts'
import { passedOnVariables } from '../program/environment.ts'
import { type RealPaths, RealTools } from '../program/real-tools.ts'
import type { Role } from '../spec/spec.ts'
import { Channel } from './channel.ts'
import type { FromWorker, GradeJob, Surroundings, ToWorker } from './messages.ts'
import { beginRun, type Run } from './run-folder.ts'

/** How long a worker may take to stop, ms. */
const stopGrace = 10_000

/** How long it may take besides what its job allows, ms: others may hold its port. */
const slack: Readonly<Record<Isolation, number>> = { namespaces: 60_000, none: 900_000 }

/** No way of starting a worker apart from the rest works here; the message is what the tools said. */
export class NoIsolation extends Error {}

type Worker = ChildProcessByStdio<Writable, Readable, Readable>

/** Tells a worker something besides its job. */
export type Tell = (message: ToWorker) => void

/** What a worker is started for. */
interface Errand {
  readonly job: GradeJob
  readonly wanted: 'auto' | Isolation
  /** The first thing that it is told. */
  readonly opening: (surroundings: Surroundings) => ToWorker
  readonly onMessage: (message: FromWorker, tell: Tell) => void
  /** The worker is ready, in a world of this kind. */
  readonly onReady?: (isolation: Isolation) => void
}

/**
 * Starts a worker in the best isolation that the machine allows, gives it the job, and passes on what
 * it tells until it has told all. Nothing of the run is left afterwards.
 * @param tools what is known of the tools that run programs, where several are graded
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function runInWorker(
  job: GradeJob,
  wanted: 'auto' | Isolation,
  onMessage: (message: FromWorker) => void,
  signal: AbortSignal,
  tools = new RealTools(),
): Promise<void> {
  const opening = (surroundings: Surroundings) => ({ kind: 'grade', job, surroundings }) as const
  await inRun({ job, wanted, opening, onMessage }, signal, tools)
}

/** A program of a pair, and how it is listened to. */
export interface Attendance extends Pick<Errand, 'job' | 'wanted' | 'onMessage' | 'onReady'> {
  readonly role: Role
  /** The port of its partner, where both share a network. */
  readonly avoids: number | undefined
}

/**
 * The same for a program of a pair, which stays until the signal is given.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function attendInWorker(
  attendance: Attendance,
  signal: AbortSignal,
  tools = new RealTools(),
): Promise<void> {
  const { job, role, avoids } = attendance
  const opening = (surroundings: Surroundings) =>
    ({ kind: 'attend', job, role, avoids, surroundings }) as const
  await inRun({ ...attendance, opening }, signal, tools)
}

async function inRun(errand: Errand, signal: AbortSignal, tools: RealTools): Promise<void> {
  const { submission, from } = errand.job
  const run = beginRun()
  // Asked for while the worker starts.
  const real = 'path' in submission ? tools.of(resolve(from, submission.path)) : {}
  try {
    await inBestMode(run, errand, signal, real)
  } finally {
    await run.end()
  }
}

async function inBestMode(
  run: Run,
  errand: Errand,
  signal: AbortSignal,
  real: RealPaths | Promise<RealPaths>,
): Promise<void> {
  const { job, wanted, opening, onMessage, onReady } = errand
  // Where the grader's own coverage is measured, the worker has to write down its share.
  const writable = process.env.NODE_V8_COVERAGE
  const environment = {
    ...passedOnVariables(),
    ...(writable ? { NODE_V8_COVERAGE: writable } : {}),
  }
  const world = { runFolder: run.folder, limits: job.resources, writable, environment }
  const refusals: string[] = []
  for (const mode of modesFor(wanted, world)) {
    const worker = startWorker(mode, environment)
    const told = new Conversation(worker, onMessage)
    if (await told.ready) {
      const { isolation, identity } = mode
      onReady?.(isolation)
      const why = refusals.length > 0 && isolation === 'none' ? refusals.join('; ') : undefined
      const surroundings = {
        ...{ isolation, identity, why, tools: await real },
        ...{ runFolder: run.folder, runId: run.id },
      }
      await told.untilToldAll(opening(surroundings), longestOf(job, isolation), signal)
      return
    }
    refusals.push(told.complaints)
  }
  throw new NoIsolation(refusals.join('; '))
}

/**
 * How long a worker may take at most, ms: it keeps to its job's own limits, and to be told by its end that
 * it doesn't is worth waiting for.
 */
function longestOf(
  { buildTimeout, startTimeout, resources }: GradeJob,
  isolation: Isolation,
): number {
  return buildTimeout + startTimeout + resources.time + slack[isolation]
}

function startWorker({ prefix }: Mode, environment: Record<string, string>): Worker {
  const [file = '', ...args] = [...prefix, process.execPath, ownPrograms.worker]
  return spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment })
}

/** Whether a program of a pair can't be run, after which nothing more is told of it. */
function isProblem(message: FromWorker): boolean {
  return message.kind === 'attending' && message.party.problem !== undefined
}

/** What is said between the command line and one worker. */
class Conversation {
  /** Whether the worker has said that it is ready; where it can't be started, it ends without a word. */
  readonly ready: Promise<boolean>
  readonly #worker: Worker
  readonly #channel: Channel<FromWorker, ToWorker>
  readonly #ended: Promise<unknown>
  #complaints = ''
  #toldAll = false

  constructor(worker: Worker, onMessage: Errand['onMessage']) {
    this.#worker = worker
    worker.stderr.on('data', (bytes: Buffer) => {
      this.#complaints += bytes.toString()
    })
    // Once all that it has told has been read.
    this.#ended = once(worker, 'close').catch(() => {})
    let saysReady = () => {}
    const said = new Promise<boolean>((resolve) => {
      saysReady = () => resolve(true)
    })
    this.ready = Promise.race([said, this.#ended.then(() => false)])
    this.#channel = new Channel<FromWorker, ToWorker>(worker.stdout, worker.stdin, (message) => {
      if (message.kind === 'ready') saysReady()
      this.#toldAll ||= message.kind === 'graded' || isProblem(message)
      onMessage(message, (answer) => void this.#channel.tell(answer))
    })
  }

  /** What the worker, or what should have started it, has complained of. */
  get complaints(): string {
    return this.#complaints.trim()
  }

  /**
   * Gives the worker its job and waits for its end; the signal makes it stop early. One that doesn't, or
   * that goes on for longer than `longest` ms, is killed with all that is in its world.
   */
  async untilToldAll(message: ToWorker, longest: number, signal: AbortSignal): Promise<void> {
    const kill = () => void this.#worker.kill('SIGKILL')
    const timers = [setTimeout(kill, longest)]
    const stop = () => {
      void this.#channel.tell({ kind: 'stop' })
      timers.push(setTimeout(kill, stopGrace))
    }
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    await this.#channel.tell(message)
    await this.#ended
    signal.removeEventListener('abort', stop)
    timers.forEach(clearTimeout)
    if (this.#toldAll || signal.aborted) return
    const { exitCode, signalCode } = this.#worker
    throw new Error(`the worker ended early (${signalCode ?? exitCode}): ${this.complaints}`)
  }
}
