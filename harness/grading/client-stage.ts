import { setImmediate as nextTurn } from 'node:timers/promises'
import { bytesOf, indexOf } from '../spec/bytes.ts'
import { cut, type Delivery } from '../spec/delivery.ts'
import { type Failure, RuleBroken } from '../spec/failure.ts'
import { showsTrace, tellsSomething } from '../spec/last-words.ts'
import type { Pattern } from '../spec/pattern.ts'
import type { Random } from '../spec/random.ts'
import type { ClientProgram } from './client-program.ts'
import { doing, PlayedEnd } from './played-end.ts'
import { Watch } from './watch.ts'

/** What a check of a client is played on: the program, its user, and the server that it meets. */
export class ClientStage {
  readonly random: Random
  /** False once something was accepted that `--strict` would not accept. */
  strict = true
  readonly #client: ClientProgram
  readonly #watch: Watch
  /** Our end of its connection. */
  #server: PlayedEnd | undefined
  /** The server has said or done something on it. */
  #spoken = false
  /** What should have been shown by now, and may be held back until the end. */
  #due: Pattern[] = []
  /** How much it had printed when something went wrong on purpose. */
  #printed = { stdout: 0, stderr: 0 }

  constructor(client: ClientProgram, random: Random) {
    this.random = random
    this.#client = client
    this.#watch = new Watch(client)
  }

  get certainty(): Watch['certainty'] {
    return this.#watch.certainty
  }

  /** The client has been started anew; it comes now or later, where there is anybody to come to. */
  async begins(comes: boolean): Promise<void> {
    this.#server = undefined
    this.#spoken = false
    if (comes) await this.arrives()
  }

  /** Whether the client has come; where it hasn't, it may do so when its user speaks. */
  async arrives(): Promise<boolean> {
    if (this.#server && !(await this.#wasOnlyProbed())) return true
    const connection = await this.#client.meets()
    if (!connection) return false
    this.#server = new PlayedEnd(connection, {
      random: this.random,
      manner: this.#client.manner,
      silence: (awaited, signal) => this.#watch.silence(awaited, signal),
      // All that happens is told as it happens.
      tell: () => {},
      // It was we who accepted it.
      waiting: () => undefined,
      explain: (failure) => this.#explain(failure),
      conclude: (failed) => {
        this.#watch.concluded = failed
      },
      forgive: () => {
        this.strict = false
      },
    })
    return true
  }

  /** Whether the client has left without a word, to come again: it only wanted to see if anybody is there. */
  async #wasOnlyProbed(): Promise<boolean> {
    const server = this.#server
    if (!server || this.#spoken || server.received.length > 0) return false
    // A close that lies in our sockets already counts.
    await nextTurn()
    await nextTurn()
    return server.closed && this.#client.running && this.#client.forgetProbe()
  }

  /** Our end of the connection, as its server. */
  async server(): Promise<PlayedEnd> {
    await this.arrives()
    if (this.#server) return this.#server
    const ended = !this.#client.running
    const { last } = this.#client
    const failure = { code: 'never-connected', ended, ...doing(ended ? undefined : last) } as const
    throw new RuleBroken(await this.#explain(failure))
  }

  /** Types a line once the program has nothing else to do: as slow as people are. */
  async types(what: Pattern): Promise<object> {
    await this.pauses()
    const { bytes, found } = what.speak(this.random)
    this.#client.types(bytes)
    return found
  }

  endsInput(): void {
    this.#client.endsInput()
  }

  /** Says something as the server; each segment once the client has had the one before it. */
  async says(what: Pattern, delivery: Delivery): Promise<object> {
    const server = await this.server()
    this.#spoken = true
    const { bytes, found } = what.speak(this.random)
    const [first, ...others] = cut(bytes, delivery)
    if (first) await server.says(first)
    for (const segment of others) {
      await this.pauses()
      await server.says(segment)
    }
    return found
  }

  /** Lets the client do what it has to do about what was said so far. */
  async pauses(): Promise<void> {
    await this.#watch.untilEnd(false)
  }

  async closes(how: 'finishes' | 'resets'): Promise<void> {
    const server = await this.server()
    this.#spoken = true
    const { stdout, stderr } = this.#client.program
    this.#printed = { stdout: stdout.total, stderr: stderr.total }
    await server[how]()
  }

  /** The client has closed; with what it had not read left behind, if it likes. */
  async seesItLeave(): Promise<void> {
    const server = await this.server()
    try {
      await server.seesClose()
    } catch (error) {
      if (!(error instanceof RuleBroken) || !server.closed) throw error
    }
    // As any server does whose client has left.
    await server.finishes()
  }

  async hearsNoMore(): Promise<void> {
    // Whoever has not even come has said nothing.
    if (await this.arrives()) await this.#server?.hearsNoMore()
  }

  /** What the client says, if anything, isn't this. */
  async hearsOtherThan(what: Pattern, rule: 'never-says' | 'disobeys'): Promise<void> {
    const received = await (await this.server()).hearsOut()
    const unwanted = what.expected
    if (!unwanted || indexOf(received, unwanted) < 0) return
    throw new RuleBroken(
      rule === 'disobeys'
        ? { code: 'obeyed', received }
        : { code: 'unasked-bytes', received, when: 'besides' },
    )
  }

  /** The client shows this: now, or when it ends, since what it prints may be held back. */
  async prints(what: Pattern): Promise<void> {
    if (!(await this.#watch.untilPrinted(() => this.#shows(what)))) this.#due.push(what)
  }

  /** The process ends: well, or somehow. */
  async ends(how: 'well' | 'somehow'): Promise<void> {
    if (!(await this.#ended()))
      throw new RuleBroken({ code: 'kept-running', ...doing(this.#watch.last) })
    const { limit, program } = this.#client
    if (limit) throw new RuleBroken({ code: 'limit', ...limit })
    const { exit } = program
    if (how === 'well' && exit && exit.status !== 0) {
      throw new RuleBroken({ code: 'bad-exit', ...exit })
    }
  }

  /** The process ends with a status that says so, and a message that isn't a stack trace. */
  async givesUp(): Promise<void> {
    await this.ends('somehow')
    const { exit, stdout, stderr } = this.#client.program
    if (exit?.status === null) throw new RuleBroken({ code: 'crashed', ...exit })
    const printed = Buffer.concat([
      stdout.bytes.subarray(this.#printed.stdout),
      stderr.bytes.subarray(this.#printed.stderr),
    ])
    if (showsTrace(printed)) throw new RuleBroken({ code: 'stack-trace', printed })
    if (exit?.status === 0) throw new RuleBroken({ code: 'unnoticed' })
    if (!tellsSomething(printed)) throw new RuleBroken({ code: 'no-word' })
  }

  /** What was held back has to be shown once the user and the server have gone. */
  async over(): Promise<void> {
    if (this.#due.length === 0) return
    const { program } = this.#client
    const stuck = program.running
    if (stuck) {
      this.endsInput()
      await this.#server?.finishes()
      await this.#ended()
    }
    const missing = this.#due.find((what) => !this.#shows(what))
    if (!missing) return
    const expected = missing.expected ?? bytesOf(missing.sample.text)
    const printed = program.stdout.bytes
    const failure = { code: 'not-printed', expected, printed } as const
    // How it ended only because it was sent away explains nothing.
    throw new RuleBroken(stuck ? failure : await this.#explain(failure))
  }

  /** A program that has died of itself explains what it left undone. */
  async #explain(failure: Failure): Promise<Failure> {
    this.#watch.concluded = true
    if (failure.code === 'wrong-bytes' || failure.code === 'unasked-bytes') return failure
    await this.#watch.untilEnd(false)
    const { limit, program } = this.#client
    if (limit) return { code: 'limit', ...limit }
    const { exit } = program
    return exit === undefined || exit.status === 0 ? failure : { code: 'crashed', ...exit }
  }

  /** Whether the process ends; it may be waiting until its server has closed as well. */
  async #ended(): Promise<boolean> {
    for (let closed = false; ; closed = true) {
      if (this.#server?.closed) {
        await this.#server.finishes()
        closed = true
      }
      if ((await this.#watch.untilEnd()) === 'ended') return true
      if (closed || !this.#server?.closed) return false
    }
  }

  #shows(what: Pattern): boolean {
    const hearing = what.hear(this.#client.program.stdout.bytes, true)
    if (hearing.is !== 'heard') return false
    if (!hearing.strict) this.strict = false
    return true
  }
}
