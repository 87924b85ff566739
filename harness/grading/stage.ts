import { networkInterfaces } from 'node:os'
import { hasProc, showsDescriptors } from '../kernel/processes.ts'
import { socketsSeenBy } from '../kernel/sockets.ts'
import { descriptorCountOf } from '../kernel/use.ts'
import { CannotJudge, type Failure, RuleBroken } from '../spec/failure.ts'
import { type Pattern, patternOf, type Says } from '../spec/pattern.ts'
import type { Random } from '../spec/random.ts'
import type { Client, Stage } from '../spec/stage.ts'
import type { Talk } from '../spec/talk.ts'
import { ConnectFailed, Connection, connect } from '../wire/connection.ts'
import { playTalk } from './play.ts'
import { doing, PlayedEnd, type Surroundings } from './played-end.ts'
import type { Server } from './server.ts'
import { Watch } from './watch.ts'

/** How long a connection attempt may take, ms: a full queue lets a client in after a second or three. */
const connectTimeout = 15_000

/** How many clients wait to be accepted, if this one is among them: nobody holds its other end. */
function waitingWith({ localPort }: Connection, { port, network }: Server): number | undefined {
  const sockets = hasProc ? socketsSeenBy(network.pid) : []
  const other = sockets.find((socket) => socket.port === port && socket.remotePort === localPort)
  if (other?.inode !== '0' || !['established', 'close-wait'].includes(other.state)) return undefined
  const queues = sockets.filter((socket) => socket.port === port && socket.state === 'listen')
  return queues.length === 0 ? undefined : Math.max(1, ...queues.map(({ unread }) => unread))
}

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === '::1'),
  )
}

/** What a check is played on: one server, and the clients that the grader plays. */
export class LiveStage implements Stage {
  readonly random: Random
  /** False once something was accepted that `--strict` would not accept. */
  strict = true
  readonly #server: Server
  readonly #around: Surroundings
  readonly #present: PlayedEnd[] = []
  readonly #watch: Watch
  #clients = 0
  /** Clients who come now are told of only where one of them isn't served. */
  #aside = false

  constructor(server: Server, random: Random) {
    this.random = random
    this.#server = server
    this.#watch = new Watch(server)
    this.#around = {
      random,
      manner: server.manner,
      silence: (awaited, signal) => this.#watch.silence(awaited, signal),
      tell: ({ transcript }) => transcript.tellIn(this.#server.transcript),
      waiting: (connection) => waitingWith(connection, server),
      explain: (failure) => this.#explain(failure),
      conclude: (failed) => {
        this.#watch.concluded = failed
      },
      forgive: () => {
        this.strict = false
      },
    }
  }

  get certainty(): Watch['certainty'] {
    return this.#watch.certainty
  }

  async connects({ over = 'any' }: { readonly over?: 'any' | 'ipv6' } = {}): Promise<Client> {
    return this.enters(over)
  }

  /** A client connects, by the first address that takes it. */
  async enters(over: 'any' | 'ipv6'): Promise<PlayedEnd> {
    this.#watch.concluded = false
    const number = ++this.#clients
    const probed = over === 'any' ? this.#server.takeProbed() : undefined
    if (probed) return this.#admit(new Connection(number, probed.socket, this.#server.transcript))
    if (over === 'ipv6' && !hasIpv6()) throw new CannotJudge('this machine has no IPv6')
    const { transcript: whole } = this.#server
    const transcript = this.#aside ? whole.aside() : whole
    await this.#server.learnIdleness()
    for (const endpoint of this.#server.endpoints(over)) {
      try {
        const { network } = this.#server
        return this.#admit(await connect(endpoint, number, transcript, connectTimeout, network))
      } catch (error) {
        if (!(error instanceof ConnectFailed)) throw error
      }
    }
    transcript.tellIn(whole)
    const failure: Failure = { code: 'not-served', ended: !this.#server.running }
    throw new RuleBroken(await this.#explain(failure))
  }

  #admit(connection: Connection): PlayedEnd {
    this.#server.keep(connection)
    const client = new PlayedEnd(connection, this.#around)
    this.#present.push(client)
    return client
  }

  /** Whoever is still connected leaves, so that the server is free for the next check. */
  async everybodyLeaves(): Promise<void> {
    for (const client of this.#present.splice(0)) await client.leaves()
  }

  async plays<Bound extends object>(talk: Talk<Bound>): Promise<Bound> {
    return (await playTalk(talk, this)) as Bound
  }

  async aside(scene: () => Promise<void>): Promise<void> {
    this.#aside = true
    try {
      await scene()
    } finally {
      this.#aside = false
    }
  }

  async prints(what: Says<object>): Promise<void> {
    const pattern = patternOf(what)
    if (await this.hasPrinted(pattern)) return
    const printed = this.#server.program.stdout.bytes
    const expected = pattern.expected ?? new Uint8Array()
    const failure = await this.#explain({ code: 'not-printed', expected, printed })
    // It may have been printed while that was being explained.
    if (!(await this.hasPrinted(pattern))) throw new RuleBroken(failure)
    this.#watch.concluded = false
  }

  /** Whether the pattern stands on standard output by the time the program falls silent or ends. */
  async hasPrinted(pattern: Pattern): Promise<boolean> {
    const { stdout } = this.#server.program
    return this.#watch.untilPrinted(() => {
      const hearing = pattern.hear(stdout.bytes, true)
      if (hearing.is === 'heard' && !hearing.strict) this.strict = false
      return hearing.is === 'heard'
    })
  }

  async ends(): Promise<void> {
    if ((await this.#watch.untilEnd()) === 'silent') {
      throw new RuleBroken({ code: 'kept-running', ...doing(this.#watch.last) })
    }
    this.#endedWell()
  }

  async endsOrServes(next: () => Promise<void>): Promise<void> {
    if ((await this.#watch.untilEnd(false)) === 'silent') {
      try {
        return await next()
      } catch (error) {
        if (!(error instanceof RuleBroken)) throw error
        // The client may have come while the program was about to end, which it is free to do.
        this.#watch.concluded = false
        if ((await this.#watch.untilEnd()) === 'silent') throw error
      }
    }
    this.#endedWell()
  }

  async stillServes(): Promise<boolean> {
    return (await this.#watch.untilEnd(false)) === 'silent'
  }

  async descriptors({ atMost = Number.POSITIVE_INFINITY } = {}): Promise<number> {
    for (const awaited of [false, true]) {
      const count = this.#openDescriptors()
      if (count <= atMost) return count
      // It may be about to close them still.
      await this.#watch.untilEnd(awaited)
    }
    return this.#openDescriptors()
  }

  #openDescriptors(): number {
    const pids = this.#server.program.processes()
    if (!hasProc || !pids.every(showsDescriptors)) {
      throw new CannotJudge('this machine does not show what the program holds open')
    }
    return pids.reduce((sum, pid) => sum + descriptorCountOf(pid), 0)
  }

  async startsAnew(): Promise<void> {
    await this.#server.start()
  }

  #endedWell(): void {
    const { limit, program } = this.#server
    const { exit } = program
    if (!exit || exit.status === 0) return
    throw new RuleBroken(limit ? { code: 'limit', ...limit } : { code: 'bad-exit', ...exit })
  }

  /** A program that has died of itself explains what it left undone. */
  async #explain(failure: Failure): Promise<Failure> {
    this.#watch.concluded = true
    if (failure.code === 'wrong-bytes' || failure.code === 'unasked-bytes') return failure
    await this.#watch.untilEnd(false)
    const { limit } = this.#server
    if (limit) return { code: 'limit', ...limit }
    const { exit } = this.#server.program
    const ended = !this.#server.running
    if (exit === undefined) return failure.code === 'not-served' ? { ...failure, ended } : failure
    if (failure.code === 'not-served' && exit.status === 0) return { ...failure, ended }
    if (exit.status !== 0) return { code: 'crashed', ...exit }
    // Who waits in the queue of a server that ends is reset.
    return failure.code === 'reset' && !this.#server.running
      ? { code: 'not-served', ended: true }
      : failure
  }
}
