import { setImmediate as nextTurn } from 'node:timers/promises'
import getPort from 'get-port'
import { socketsOf } from '../kernel/processes.ts'
import { socketsSeenBy } from '../kernel/sockets.ts'
import type { Attempts } from '../program/attempts.ts'
import { type Problem, Unusable } from '../program/problem.ts'
import { Idleness } from '../silence/idleness.ts'
import { type Silence, silenceOf } from '../silence/silence.ts'
import { bytesOf, textOf } from '../spec/bytes.ts'
import type { Failure } from '../spec/failure.ts'
import { Connection } from '../wire/connection.ts'
import { Listening } from './listening.ts'
import { inOrder, type TestOptions, UnderTest } from './under-test.ts'

export interface ClientOptions extends TestOptions {
  /** The port of somebody else, who listens there in the same network. */
  readonly avoids?: number | undefined
  /** Where it has been seen to look for its server. */
  readonly attempts: Attempts
}

/** Why a program that has been started has not been met. */
type WhyNot = Extract<Problem, { code: 'same-port' | 'never-connected' }>

/** How often at most a program is answered that asks for something before it connects. */
const questions = 4

/** The client under test: started afresh for each check, and met where it looks for its server. */
export class ClientProgram extends UnderTest<ClientOptions> {
  /** It works on a terminal alone, as has been found out. */
  needsTerminal = false
  /** The failures that a terminal has not mended: they are not tried there again. */
  readonly noBetterOnTerminal = new Set<Failure['code']>()
  /** The silence in which it was waited for last. */
  last: Silence | undefined
  /** A client has its turn as soon as it is started: there is nothing that it does in between. */
  readonly idleness = new Idleness()
  readonly #listening: Listening
  #port = 0
  #args: readonly string[] = []
  /** What it asks for, each time, before it connects: an address, or a port. */
  #answers: string[] = []
  #untouched = false
  /** The ports on which nobody listens for the time being. */
  #reopened: readonly number[] | undefined
  #met = 0

  constructor(options: ClientOptions) {
    super(options)
    this.#listening = new Listening(options.place.isolation === 'namespaces')
  }

  /** The port to which it connected last; 0 where it never did. */
  get port(): number {
    return this.#port
  }

  /** Whether it has just been started, and nobody has spoken to it. */
  get untouched(): boolean {
    return this.#untouched
  }

  /**
   * Finds out with which arguments the program connects, and where: it is left as it is then.
   * @throws Unusable when it can't be brought to connect
   */
  async find(): Promise<void> {
    const { options } = this
    const { submission } = options.built
    const { avoids } = options
    const wanted = options.port === undefined ? undefined : [options.port]
    const offered = options.port ?? (await getPort())
    this.offered = offered
    const { ports: written } = submission
    // Where others use the same network, no more is taken from them than there is reason to.
    const shared = options.place.isolation === 'none' && written.length > 0
    const likely = [offered, ...(shared ? [] : options.lessonPorts), ...written]
    const free = likely.filter((port) => port !== avoids)
    await this.#listenOn(wanted ?? [...free, ...options.attempts.ports])
    const port = String(offered)
    const ways = submission.takesArguments
      ? inOrder([['127.0.0.1', port], [port], ['-p', port], ['--port', port]], avoids !== undefined)
      : [[]]
    const problems: WhyNot[] = []
    for (const args of ways) {
      const problem = await this.#try(args, wanted === undefined)
      if (!problem) return
      problems.push(problem)
      if (problem.code === 'never-connected' && !problem.ended) break
    }
    const [first] = problems
    let strayed = problems.find(({ code }) => code === 'same-port')
    if (!strayed) {
      // Some won’t speak to anybody but a person at a terminal.
      this.needsTerminal = true
      if (!(await this.#try([], wanted === undefined))) return
      const isOthers = avoids !== undefined && written.includes(avoids)
      if (first && isOthers) strayed = { code: 'same-port', port: avoids, output: first.output }
    }
    const problem = strayed ?? first
    if (problem) throw new Unusable(problem)
  }

  /**
   * Starts the program with these arguments until it connects; resolves with why it doesn't.
   * @throws Unusable where it hits a limit
   */
  async #try(args: readonly string[], anywhere: boolean): Promise<WhyNot | undefined> {
    for (;;) {
      const known = this.#listening.ports.length
      await this.launch({ args, terminal: this.needsTerminal })
      if (await this.#comes()) {
        this.#args = args
        return undefined
      }
      const { exit, output } = this.program
      const { limit } = this
      const strayed = this.#strayed()
      await this.stop()
      if (limit) throw new Unusable({ code: 'limit', ...limit, output })
      if (strayed !== undefined) return { code: 'same-port', port: strayed, output }
      if (anywhere) await this.#listenOn(this.options.attempts.ports)
      if (this.#listening.ports.length === known) {
        return { code: 'never-connected', ended: exit !== undefined, output }
      }
    }
  }

  /** The port of somebody else, where the program has connected to that. */
  #strayed(): number | undefined {
    const { avoids } = this.options
    if (avoids === undefined) return undefined
    const there = socketsSeenBy('self').filter(({ remotePort }) => remotePort === avoids)
    if (there.length === 0) return undefined
    const own = socketsOf(this.program.processes())
    return there.some(({ inode }) => own.has(inode)) ? avoids : undefined
  }

  /** Starts the program anew, unless it has just been; where `nobody` is to be met, it will be refused. */
  async start({ terminal = false, nobody = false } = {}): Promise<void> {
    if (this.#untouched && !terminal && !nobody) {
      this.#untouched = false
      return
    }
    await this.stop()
    const { ports } = this.#listening
    if (nobody) this.#listening.close()
    await this.launch({ args: this.#args, terminal: terminal || this.needsTerminal })
    this.#reopened = nobody ? ports : undefined
    for (const answer of this.#answers) {
      await this.meets()
      this.types(answer)
    }
  }

  /**
   * The connection of the client, once it has come; undefined when it has ended, or goes no further
   * without being spoken to by its user.
   */
  async meets(): Promise<Connection | undefined> {
    for (;;) {
      const connection = this.#take()
      if (connection) return connection
      const running = this.running
      const silence = running ? await this.#untilComing() : undefined
      // What has come before the end may be on its way through our own loop.
      await nextTurn()
      await nextTurn()
      if (running && !silence) continue
      return this.#take()
    }
  }

  /** Forgets a connection that was closed unused, where another has been made; whether there is one. */
  forgetProbe(): boolean {
    if (!this.#listening.waits) return false
    this.connections.shift()?.discard()
    return true
  }

  /** Types a line on its standard input. */
  types(line: string | Uint8Array): void {
    this.transcript.add({ kind: 'typed', bytes: Buffer.concat([bytesOf(line), bytesOf('\n')]) })
    this.program.types(line)
  }

  /** Ends its standard input. */
  endsInput(): void {
    this.transcript.add({ kind: 'input-end' })
    this.program.endsInput()
  }

  override async stop(): Promise<void> {
    this.#untouched = false
    await super.stop()
    this.#listening.dismiss()
    this.#met = 0
    if (this.#reopened) await this.#listening.open(this.#reopened)
    this.#reopened = undefined
  }

  protected async leavePorts(): Promise<void> {
    this.#listening.close()
  }

  async #listenOn(ports: readonly number[]): Promise<void> {
    await this.reservation.foresee(ports)
    await this.#listening.open(ports)
  }

  /** Whether the program that has been started connects; what it asks for before is answered. */
  async #comes(): Promise<boolean> {
    this.#untouched = true
    this.#answers = []
    for (let asked = 0; ; asked++) {
      const connection = await this.meets()
      if (connection) return true
      if (!this.running || asked === questions || this.#strayed() !== undefined) return false
      this.#untouched = false
      const answer = answerTo(textOf(this.program.stdout.bytes), this.offered ?? 0)
      if (answer !== undefined) this.#answers.push(answer)
      this.types(answer ?? 'hello')
    }
  }

  /**
   * What keeps the next program apart is made while this one is talked to: to be called where another
   * start is foreseen.
   */
  foreseeStart(): void {
    this.standReady({ args: this.#args, terminal: this.needsTerminal })
  }

  /** The next one who has connected, taken into keeping until the program has gone. */
  #take(): Connection | undefined {
    const [known] = this.connections
    if (known) return known
    const socket = this.#listening.take()
    if (!socket) return undefined
    this.#port = socket.localPort ?? 0
    const address = (socket.localAddress ?? '').replace(/^::ffff:/, '')
    const number = ++this.#met
    this.transcript.add({ kind: 'connected', connection: number, address, port: this.#port })
    const connection = new Connection(number, socket, this.transcript, 'server')
    socket.resume()
    this.connections.push(connection)
    return connection
  }

  /** Waits for a connection or the end; resolves with the silence where the program goes no further. */
  async #untilComing(): Promise<Silence | undefined> {
    const { limits, startTimeout } = this.options
    const { program } = this
    const wait = new AbortController()
    const abort = () => wait.abort()
    program.ended.then(abort)
    this.#listening.changes.once('client', abort)
    try {
      const start = performance.now()
      for (;;) {
        const silence = await silenceOf({
          processes: () => program.processes(),
          network: this.network.pid,
          port: undefined,
          limits: { ...limits, busy: startTimeout, answer: startTimeout },
          idleness: this.idleness,
          awaited: true,
          signal: wait.signal,
        })
        // A runtime that loads its classes looks idle now and then, but never waits for its input.
        const sure = silence?.certainty === 'proven' || silence?.doing === 'reading-input'
        this.last = silence
        if (!silence || sure || performance.now() - start >= startTimeout) return silence
      }
    } finally {
      wait.abort()
      this.#listening.changes.off('client', abort)
    }
  }
}

/** The address or the port, if it is that for which a program asks in the last line that it has printed. */
function answerTo(output: string, port: number): string | undefined {
  const question = output.trimEnd().split('\n').at(-1) ?? ''
  if (/port|порт/i.test(question)) return String(port)
  if (/host|address|server|\bip\b|хост|адрес|сервер/i.test(question)) return '127.0.0.1'
  return undefined
}
