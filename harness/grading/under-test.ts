import type { ResourceLimits } from '../isolation/limits.ts'
import { canStandReady, type Place } from '../isolation/place.ts'
import { type Network, ownNetwork } from '../kernel/network.ts'
import { hasProc } from '../kernel/processes.ts'
import type { Built } from '../program/build.ts'
import type { LimitHit } from '../program/exit.ts'
import { Unusable } from '../program/problem.ts'
import { Program } from '../program/program.ts'
import type { Idleness } from '../silence/idleness.ts'
import type { Limits } from '../silence/listening.ts'
import { timeLimits } from '../silence/time-limits.ts'
import type { Connection } from '../wire/connection.ts'
import { type Happening, Transcript } from '../wire/transcript.ts'
import { Ahead } from './ahead.ts'
import type { Manner } from './played-end.ts'
import { Reservation } from './reservation.ts'
import type { Watched } from './watch.ts'

export interface TestOptions {
  readonly built: Built
  /** The mark of this run, by which its processes are found. */
  readonly runId: string
  readonly place: Place
  readonly resources: ResourceLimits
  /** Undoes what the program has done to its own folder; whether there was anything to undo. */
  readonly restore: () => boolean
  /** The port that the person named. */
  readonly port: number | undefined
  /** The ports of the lessons. */
  readonly lessonPorts: readonly number[]
  readonly limits: Limits
  /** How long a program may take until it listens or connects, ms. */
  readonly startTimeout: number
  readonly onWaitingForPort: (port: number) => void
}

/** What differs from start to start. */
interface Launch {
  readonly args: readonly string[]
  readonly terminal: boolean
}

/** The program under test, in either role: started, started anew, and ended with all that it has begun. */
export abstract class UnderTest<Options extends TestOptions = TestOptions> implements Watched {
  readonly options: Options
  /** Where the program's output and its end are noted: the check that is being played. */
  transcript = new Transcript()
  abstract readonly port: number
  abstract readonly idleness: Idleness
  readonly manner: Manner = { leavesOpen: false }
  protected readonly reservation: Reservation
  protected readonly connections: Connection[] = []
  /** It has been seen to change its own folder, which two that run at once would share. */
  protected changesItsFolder = false
  /** The port that is offered to it. */
  protected offered: number | undefined
  #program: Program | undefined
  /** Another one that stands ready, for a start of this kind. */
  #ready: (Launch & { readonly program: Program }) | undefined
  #lastCommand: string | undefined
  /** Those that have been killed, and are not gone yet, each with its network. */
  readonly #leaving = new Map<Promise<void>, Network>()
  #closed = false
  #overtime: LimitHit | undefined

  constructor(options: Options) {
    this.options = options
    this.reservation = new Reservation(options.place.isolation, options.onWaitingForPort)
  }

  get program(): Program {
    if (!this.#program) throw new Error('the program has not been started')
    return this.#program
  }

  /** All that the program has printed, if it has been started. */
  protected get output(): Uint8Array {
    return this.#program?.output ?? new Uint8Array()
  }

  /** Where it is spoken to. */
  get network(): Network {
    return this.#program?.network ?? ownNetwork
  }

  /** The command by which it was started last. */
  get lastCommand(): string | undefined {
    return this.#lastCommand
  }

  /** The limit that it has hit, if that is why it can't go on. */
  get limit(): LimitHit | undefined {
    return this.#overtime ?? this.#program?.limit
  }

  get running(): boolean {
    return this.#program?.running ?? false
  }

  /** Whether it has ended of itself, and without complaint. */
  protected get hasEndedWell(): boolean {
    return this.#program?.exit?.status === 0
  }

  /** The time for the whole grade is over: it is ended, and can't be started again. */
  async expire(allowed: number): Promise<void> {
    this.#overtime = { limit: 'time', allowed }
    await this.kill()
  }

  /** Ends the program and all that it has started. */
  async stop(): Promise<void> {
    this.leave()
    await Promise.all(this.#leaving.keys())
  }

  /** Kills the program: what it does until it is gone is no concern of whoever is talked to from now on. */
  protected leave(): void {
    const program = this.#program
    if (!program) return
    this.#program = undefined
    const connections = this.connections.splice(0)
    const gone = program.kill().then(() => {
      // Only now: a reset spares the port its TIME_WAIT, and nobody is left to be harmed by it.
      for (const connection of connections) connection.discard()
      this.#leaving.delete(gone)
    })
    // Whoever waits for it is told.
    gone.catch(() => {})
    this.#leaving.set(gone, program.network)
  }

  /** The networks in which programs of this run are, or still may be. */
  protected get networksInUse(): readonly Network[] {
    return [this.network, ...this.#leaving.values()]
  }

  /** Ends it for good: a start that is under way is undone too. */
  async close(): Promise<void> {
    this.#closed = true
    await this.stop()
    await this.#ready?.program.kill()
    await this.leavePorts()
    this.reservation.release()
  }

  /** Leaves the ports as they were found, for whoever wants them next. */
  protected abstract leavePorts(): Promise<void>

  protected async kill(): Promise<void> {
    await this.#program?.kill()
  }

  /** What keeps the next program apart is made while this one is talked to. */
  protected standReady(launch: Launch): void {
    if (this.#ready || this.#closed || !canStandReady(this.options.place)) return
    const ready = { ...launch, program: this.#programFor(launch) }
    this.#ready = ready
    // Where the program under test has used up all processes, nothing stands ready.
    ready.program.started.catch(() => {
      if (this.#ready === ready) this.#ready = undefined
    })
  }

  /**
   * Starts the program.
   * @throws Unusable when its time is over
   */
  protected async launch(launch: Launch): Promise<Program> {
    if (this.#closed) throw new Error('the program under test has been closed')
    if (this.#overtime) {
      throw new Unusable({ code: 'limit', ...this.#overtime, output: new Uint8Array() })
    }
    if (this.options.restore()) this.changesItsFolder = true
    const program = this.#takeReady(launch) ?? this.#programFor(launch)
    program.begin()
    // While it starts.
    if (hasProc) timeLimits.prepare()
    this.#isUnderTest(program, launch)
    await program.started
    return program
  }

  /** Starts another one in a network of its own, while the one under test is talked to. */
  protected launchAhead(launch: Launch, network: Network): Ahead {
    const ahead = new Ahead((note) => this.#programFor(launch, network, note))
    ahead.program.begin()
    return ahead
  }

  /** Goes on with one that was started ahead: it is the one under test from now on. */
  protected take(ahead: Ahead, launch: Launch): void {
    this.#isUnderTest(ahead.program, launch)
    ahead.isTaken((happening) => this.#tell(ahead.program, happening))
  }

  /** Notes what a program does as long as it is the one under test. */
  #tell(program: Program, happening: Happening): void {
    if (program === this.#program) this.transcript.add(happening)
  }

  #isUnderTest(program: Program, { args }: Launch): void {
    this.#program = program
    this.#lastCommand = [this.options.built.shown, ...args].join(' ')
    this.transcript.add({ kind: 'started', command: this.#lastCommand })
  }

  /** The program that stands ready, if it is the one that is wanted. */
  #takeReady({ args, terminal }: Launch): Program | undefined {
    const ready = this.#ready
    if (ready?.args !== args || ready.terminal !== terminal) return undefined
    this.#ready = undefined
    return ready.program
  }

  /** The program, which is still to begin; what becomes of it is noted where a check is played by then. */
  #programFor(
    { args, terminal }: Launch,
    network = ownNetwork,
    note?: (happening: Happening) => void,
  ): Program {
    const { built, runId, place, resources } = this.options
    const tell = note ?? ((happening: Happening) => this.#tell(program, happening))
    const program: Program = new Program({
      run: [...built.run, ...args],
      folder: built.submission.folder,
      stdio: built.submission.stdio,
      port: this.offered ?? 0,
      runId,
      place,
      network,
      limits: resources,
      terminal,
      onOutput: (stream, bytes) => tell({ kind: 'output', stream, bytes }),
      onExit: (exit) => tell({ kind: 'exit', ...exit }),
    })
    return program
  }
}

/** Ways of starting a program, without any arguments besides. */
export function inOrder(ways: readonly string[][], argumentsFirst = false): readonly string[][] {
  return argumentsFirst ? [...ways, []] : [[], ...ways]
}
