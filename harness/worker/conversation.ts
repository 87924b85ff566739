import { once } from 'node:events'
import { Channel } from './channel.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import type { WorkerProcess } from './world.ts'

/** How long a worker may take to stop, ms. */
const stopGrace = 10_000

/** Tells a worker something besides its job. */
export type Tell = (message: ToWorker) => void

/** What is done with what a worker tells. */
export type Heed = (message: FromWorker, tell: Tell) => void

/** Whether a program of a pair can't be run, after which nothing more is told of it. */
function isProblem(message: FromWorker): boolean {
  return message.kind === 'attending' && message.party.problem !== undefined
}

/** What is said between the command line and one worker. */
export class Conversation {
  /** Whether the worker has said that it is ready; where it can't be started, it ends without a word. */
  readonly ready: Promise<boolean>
  readonly #worker: WorkerProcess
  readonly #channel: Channel<FromWorker, ToWorker>
  readonly #ended: Promise<unknown>
  #heed: Heed = () => {}
  #complaints = ''
  #toldAll = false

  constructor(worker: WorkerProcess) {
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
      this.#heed(message, (answer) => void this.#channel.tell(answer))
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
  async untilToldAll(
    message: ToWorker,
    heed: Heed,
    longest: number,
    signal: AbortSignal,
  ): Promise<void> {
    this.#heed = heed
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

  /** Ends a worker that has been given nothing to do. */
  async end(): Promise<void> {
    this.#worker.kill('SIGKILL')
    await this.#ended
  }
}
