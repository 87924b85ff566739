import type { Network } from '../kernel/network.ts'
import type { LimitHit } from '../program/exit.ts'
import type { Program } from '../program/program.ts'
import type { Idleness } from '../silence/idleness.ts'
import type { Certainty, Limits } from '../silence/listening.ts'
import { type Silence, silenceOf } from '../silence/silence.ts'
import { Turn, turnLimit } from './turn.ts'

/** What is under test, as far as it can be watched while it does something. */
export interface Watched {
  readonly program: Program
  /** The limit that it has hit, if that is why it can't go on. */
  readonly limit: LimitHit | undefined
  /** Where it is spoken to. */
  readonly network: Network
  /** The port of its conversations; 0 while it has none. */
  readonly port: number
  /** What it does while nobody speaks to it. */
  readonly idleness: Idleness
  readonly options: { readonly limits: Limits }
}

/** The less certain of two: a verdict is no surer than the weakest silence that it rests on. */
export function weaker(one: Certainty | undefined, other: Certainty): Certainty {
  const order: readonly Certainty[] = ['proven', 'observed', 'timed']
  return one !== undefined && order.indexOf(one) > order.indexOf(other) ? one : other
}

/** Whoever has printed more than this, and not what was to be printed, is likely to go on, bytes. */
const chatty = 64 * 1024

/** Waits for what a program does besides speaking, and notes how sure that is. */
export class Watch {
  /** The weakest kind of silence that the verdict rests on. */
  certainty: Certainty | undefined
  /** The verdict is known: what is waited for now only explains it. */
  concluded = false
  /** The silence that was waited for last. */
  last: Silence | undefined
  readonly #watched: Watched

  constructor(watched: Watched) {
    this.#watched = watched
  }

  /** Waits until the program falls silent; undefined when the signal ends the wait. */
  async silence(awaited: boolean, signal: AbortSignal): Promise<Silence | undefined> {
    const { program, options, network, port, idleness } = this.#watched
    const silence = await silenceOf({
      processes: () => program.processes(),
      network: network.pid,
      port: port || undefined,
      limits: options.limits,
      idleness,
      awaited,
      signal,
    })
    if (silence && !this.concluded) this.certainty = weaker(this.certainty, silence.certainty)
    this.last = silence
    return silence
  }

  /** Waits for the end of the program, for its silence, or, where it is wanted, for more output. */
  async untilEnd(awaited = true, orOutput = false): Promise<'ended' | 'silent'> {
    const { program } = this.#watched
    const wait = new AbortController()
    const ending = program.ended.then(() => wait.abort())
    const abort = () => wait.abort()
    if (orOutput) program.changes.once('output', abort)
    const silence = await this.silence(awaited, wait.signal)
    wait.abort()
    program.changes.off('output', abort)
    // A process without threads that can go on has ended: its exit is on its way to us.
    if (silence && program.processes().length === 0) await ending
    return program.running ? 'silent' : 'ended'
  }

  /** Waits until something is heard in what the program prints, or until it falls silent or ends; whether it is. */
  async untilPrinted(isHeard: () => boolean): Promise<boolean> {
    const { stdout } = this.#watched.program
    const turn = new Turn(() => stdout.total, 0, turnLimit.awaitedMs)
    const before = stdout.total
    for (;;) {
      const { total } = stdout
      if (isHeard()) return true
      // Whoever prints on and on is not looked at each time, but until nothing else can be expected of him.
      const isChatty = total - before > chatty
      const end = await this.untilEnd(true, !isChatty)
      const isOver = end === 'ended' || stdout.total === total
      if (isOver || isChatty || turn.isTooMuch()) return isHeard()
    }
  }
}
