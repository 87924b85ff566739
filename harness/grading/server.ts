import { setTimeout as delay } from 'node:timers/promises'
import getPort from 'get-port'
import { freePorts } from '../isolation/free-ports.ts'
import { hasProc } from '../kernel/processes.ts'
import { type Listener, listenersSeenBy } from '../program/listeners.ts'
import { type Probed, probeListener } from '../program/probe.ts'
import { Unusable } from '../program/problem.ts'
import type { Program } from '../program/program.ts'
import { Idleness } from '../silence/idleness.ts'
import type { Loop } from '../silence/loops.ts'
import { threadsOf } from '../silence/threads.ts'
import type { Connection, Endpoint } from '../wire/connection.ts'
import { isAccepting } from './accepting.ts'
import { isPortTaken, takenPort } from './port-taken.ts'
import { reachableBy, reachableListeners } from './reachable.ts'
import { Spares } from './spares.ts'
import { inOrder, type TestOptions, UnderTest } from './under-test.ts'

export interface ServerOptions extends TestOptions {
  /**
   * Its client is in the same network: it is offered a port as an argument first, and leaves the ports
   * that it only might have wanted to that one.
   */
  readonly shares?: boolean
  /** Whether a client has tried to connect somewhere; false where that isn't looked at. */
  readonly connects: () => boolean
}

/** How long the kernel may keep the port of an ended connection (TIME_WAIT), ms, and some more. */
const timeWait = 65_000

/** Between two tries to have a port, ms. */
const portPause = 300

/** The server under test: started when a check needs it, used on while it is as good as new. */
export class Server extends UnderTest<ServerOptions> {
  #listeners: readonly Listener[] = []
  #probed: Probed | undefined
  #terminal = false
  /** Whether it has been seen to wait for another client, once the first had left. */
  #goesOn: boolean | undefined
  #untouched = false
  /** In what loops it has gone round for good. */
  readonly #loops = new Set<Loop>()
  #idleness = new Idleness(this.#loops)
  /** The arguments with which the program was found to listen. */
  #args: readonly string[] | undefined
  /** It has been seen to end of itself after a client, as it may. */
  #ends = false
  readonly #spares: Spares

  constructor(options: ServerOptions) {
    super(options)
    this.#spares = new Spares(options.place.networks, (network) => {
      const idleness = new Idleness(this.#loops)
      const ahead = this.launchAhead(this.#launch(), network)
      const listeners = ahead.program.started.then(() => this.#listening(ahead.program, idleness))
      return { ahead, idleness, listeners }
    })
  }

  /**
   * As much of the starts to come is done while this program is talked to as can be: where each check is known
   * to need one of its own, the programs are started, else what keeps the next one apart is made.
   * @param ahead how many of them may be in networks of their own
   * @param sure whether they will be needed whatever the program turns out to do
   */
  foreseeStarts(ahead: number, sure: boolean): void {
    if (!this.#args) return
    if (ahead === 0 || !this.#mayHaveCompany()) this.standReady(this.#launch())
    // As long as it may go on with the next client, one is worth the risk that it is not wanted.
    else this.#spares.fill(sure || this.#goesOn === false ? ahead : 1, this.networksInUse)
  }

  /** Whether a check may need another start, although none has failed. */
  get ends(): boolean {
    return this.#ends
  }

  /** The port on which it listens. */
  get port(): number {
    return this.#listeners[0]?.port ?? 0
  }

  /** Where a client can reach it, the likeliest address first. */
  endpoints(over: 'any' | 'ipv6'): Endpoint[] {
    const { port } = this
    const addresses = this.#listeners.flatMap(({ address }) => reachableBy(address))
    const wanted = over === 'ipv6' ? ['::1'] : [...new Set(addresses)]
    return wanted.map((address) => ({ address, port }))
  }

  /** Whether it has just been started, and no client has come yet. */
  get untouched(): boolean {
    return this.#untouched && this.running
  }

  /** Whether it runs, on no terminal, and is not busy with what an earlier client has left it. */
  async asGoodAsNew(): Promise<boolean> {
    const mayBe = this.running && !this.#terminal
    const isBusy = mayBe && (await this.#idleness.isInterruptedIn(() => this.program.processes()))
    // One that was about to end has ended by now, and that others will is worth knowing.
    this.#ends ||= this.hasEndedWell
    return mayBe && !isBusy && this.running
  }

  /** What the program does while nobody speaks to it: to be learnt before the first client comes. */
  async learnIdleness(): Promise<void> {
    if (this.untouched && hasProc) await this.#idleness.learn(() => this.program.processes())
  }

  get idleness(): Idleness {
    return this.#idleness
  }

  /**
   * Whether it has been seen to serve more than one client, which it need not. One that hasn't once is not
   * looked at again: its end would be waited for each time.
   */
  async servesOn(): Promise<boolean> {
    if (this.#goesOn === false) return false
    this.#goesOn = this.running && (await isAccepting(() => this.program.processes()))
    return this.#goesOn
  }

  /** The connection that was made to find the port, for the first client to use. */
  takeProbed(): Probed | undefined {
    const probed = this.#probed
    this.#probed = undefined
    return probed
  }

  /** Takes a connection into keeping until the server has gone. */
  keep(connection: Connection): void {
    this.connections.push(connection)
    this.#untouched = false
  }

  /**
   * Starts the program anew and waits until it listens; or goes on with one that was started ahead.
   * @param ahead how many starts that may be ahead will follow; undefined where this one may not
   * @throws Unusable when it can't be brought to listen
   */
  async start({
    terminal = false,
    ahead,
  }: {
    readonly terminal?: boolean
    readonly ahead?: number | undefined
  } = {}): Promise<void> {
    this.leave()
    this.#terminal = terminal
    if (ahead !== undefined && !terminal && (await this.#takeSpare(ahead))) return
    // One that is alone decides, whatever may have been in its way.
    await Promise.all([this.stop(), this.#spares.end()])
    this.offered ??= this.options.port ?? (await getPort())
    const { ports } = this.options.built.submission
    // What is no text tells no port: then it may want that of the lesson.
    const likely = ports.length > 0 ? ports : this.options.lessonPorts
    if (!this.options.shares) await this.reservation.foresee(likely)
    let deadline = performance.now() + timeWait
    const before = this.transcript.events.length
    for (let unseen = 0; ; ) {
      this.transcript.backTo(before)
      try {
        await this.#startWithArguments()
        if (!(await this.reservation.have([this.port], () => this.stop()))) {
          this.#untouched = true
          return
        }
      } catch (error) {
        const limit = error instanceof Unusable ? this.limit : undefined
        const { output } = this
        await this.stop()
        if (limit) throw new Unusable({ code: 'limit', ...limit, output })
        if (isPortTaken(error)) {
          // It may have been another grader's, who was waited for: then it is free now.
          if (await this.reservation.have([error.problem.port])) {
            deadline = performance.now() + timeWait
            continue
          }
        }
        unseen = isPortTaken(error) ? 0 : unseen + 1
        const port = takenPort(error, unseen, this.options.place.isolation === 'none')
        if (port === undefined || performance.now() > deadline) throw error
        this.options.onWaitingForPort(port)
        await delay(portPause)
      }
    }
  }

  override async stop(): Promise<void> {
    await super.stop()
    this.takeProbed()?.socket.resetAndDestroy()
  }

  override async close(): Promise<void> {
    await this.#spares.close()
    await super.close()
  }

  protected async leavePorts(): Promise<void> {
    await freePorts(this.reservation.ports)
  }

  /** Whether others may run besides this one: which doesn't spin, would mind none of it, and is met over IPv4. */
  #mayHaveCompany(): boolean {
    const isWanted = !this.#goesOn || this.#ends
    if (this.changesItsFolder || !isWanted || !this.#spares.possible) return false
    if (!this.endpoints('any')[0]?.address.startsWith('127.')) return false
    const threads = threadsOf(this.program.processes())
    return threads?.every(({ call, runtime }) => call !== undefined || runtime) ?? false
  }

  /** How it is started wherever it has been found to listen. */
  #launch() {
    return { args: this.#args ?? [], terminal: false }
  }

  /** Goes on with a program that was started ahead, where there is one; whether there was. */
  async #takeSpare(rest: number): Promise<boolean> {
    if (this.options.restore()) this.changesItsFolder = true
    if (this.changesItsFolder || this.limit) return false
    const spare = await this.#spares.take(rest, this.networksInUse)
    if (!spare) return false
    this.take(spare.ahead, this.#launch())
    this.#idleness = spare.idleness
    this.#listeners = spare.listeners
    this.#untouched = true
    return true
  }

  /** Tries the ways of telling a program its port, if it ends at once without any. */
  async #startWithArguments(): Promise<void> {
    const port = String(this.offered)
    const ways = this.#args
      ? [this.#args]
      : this.options.built.submission.takesArguments
        ? inOrder(
            [[port], ['127.0.0.1', port], ['-p', port], ['--port', port]],
            this.options.shares,
          )
        : [[]]
    let first: unknown
    for (const args of ways) {
      try {
        await this.#startWith(args)
        this.#args = args
        return
      } catch (error) {
        first ??= error
        const exited = error instanceof Unusable && error.problem.code === 'exited'
        if (!exited || this.limit || this.options.connects()) throw error
        await this.kill()
      }
    }
    throw first
  }

  async #startWith(args: readonly string[]): Promise<void> {
    const { place, port, startTimeout } = this.options
    await freePorts(this.reservation.ports)
    // In a network of its own nobody listens but the program itself.
    const others = place.isolation === 'none' && hasProc ? listenersSeenBy('self') : []
    this.#idleness = new Idleness(this.#loops)
    const program = await this.launch({ args, terminal: this.#terminal })
    if (hasProc) {
      this.#listeners = await this.#listening(program, this.#idleness, others)
      return
    }
    this.#probed = await probeListener(
      program,
      port === undefined ? this.#likely : [port],
      startTimeout,
    )
    this.#listeners = [{ ...this.#probed, inode: '' }]
  }

  /** The ports on which it is looked for first. */
  get #likely(): readonly number[] {
    const { built, lessonPorts } = this.options
    return [this.offered ?? 0, ...lessonPorts, ...built.submission.ports]
  }

  /** @param others who listened in its network before it was started */
  #listening(
    program: Program,
    idleness: Idleness,
    others: readonly Listener[] = [],
  ): Promise<readonly Listener[]> {
    const { port, lessonPorts, built } = this.options
    const { ports: written } = built.submission
    return reachableListeners(program, {
      ...this.options,
      idleness,
      likely: this.#likely,
      wanted: [port ?? this.offered ?? 0, ...(written.length > 0 ? written : lessonPorts)],
      others: new Set(others.map(({ inode }) => inode)),
      answer: String(this.offered),
    })
  }
}
