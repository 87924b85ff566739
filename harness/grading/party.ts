import { setImmediate as nextTurn } from 'node:timers/promises'
import { Unusable } from '../program/problem.ts'
import type { Connection } from '../wire/connection.ts'
import { type Happening, Transcript } from '../wire/transcript.ts'
import { asNamed, type Original } from './make-report.ts'
import type { FromParty, ToParty } from './party-messages.ts'
import type { UnderTest } from './under-test.ts'
import { Watch } from './watch.ts'

/** How many bytes may be on their way to the partner before the program has to wait. */
const mostOnTheWay = 256 * 1024

/** Of what a program prints so many bytes are told on each stream. */
const mostPrinted = 1024 * 1024

/** A program under test, in either role, as one of a pair needs it. */
export interface Talker {
  readonly subject: UnderTest
  /** It connects by itself, and is waited for; one that doesn't is connected to when it is told so. */
  readonly comes: boolean
  /** Starts it anew. */
  begin(terminal: boolean): Promise<void>
  /** Its connection; undefined where there is none. */
  connection(): Promise<Connection | undefined>
  types(line: Uint8Array): void
}

/** One of the two programs of a pair: passes on what it does, and does to it what its partner did. */
export class Party {
  readonly #talker: Talker
  readonly #tell: (tells: FromParty) => void
  readonly #watch: Watch
  readonly #copy: Original | undefined
  #connection: Connection | undefined
  /** What it has been told is done one after another. */
  #deeds: Promise<void> = Promise.resolve()
  #done = 0
  #passedOn = 0
  #onTheWay = 0
  #printed = { stdout: 0, stderr: 0 }
  #stir = () => {}

  /** @param copy what is run in place of what was handed in */
  constructor(talker: Talker, copy: Original | undefined, tell: (tells: FromParty) => void) {
    this.#talker = talker
    this.#copy = copy
    this.#tell = tell
    this.#watch = new Watch(talker.subject)
  }

  /** Takes what it is told; nothing is awaited. */
  take(told: ToParty): void {
    if (told.kind === 'took') {
      // Not behind what waits for the program to read: that may be waiting for this.
      this.#onTheWay -= told.count
      if (this.#onTheWay < mostOnTheWay) this.#connection?.resume()
      this.#isDone()
      return
    }
    this.#deeds = this.#deeds
      .then(() => this.#do(told))
      .catch((error: Error) => this.#tell({ kind: 'failed', why: error.message }))
      .then(() => this.#isDone())
  }

  #isDone(): void {
    this.#done++
    this.#stir()
  }

  async #do(told: Exclude<ToParty, { kind: 'took' }>): Promise<void> {
    switch (told.kind) {
      case 'begin':
        return this.#begin(told.terminal)
      case 'connect':
        return this.#meet()
      case 'bytes': {
        if (told.paced) await this.#watch.untilEnd(false)
        const bytes = Buffer.from(told.bytes, 'base64')
        await this.#connection?.send([bytes])
        this.#tell({ kind: 'took', count: bytes.length })
        return
      }
      case 'fin':
        await this.#connection?.finish()
        return
      case 'rst':
        this.#connection?.reset()
        return
      case 'type':
        // As slow as people are.
        await this.#watch.untilEnd(false)
        if (this.#talker.subject.running) this.#talker.types(Buffer.from(told.bytes, 'base64'))
    }
  }

  async #begin(terminal: boolean): Promise<void> {
    await this.#talker.subject.stop()
    this.#talker.subject.transcript = new Feed((happening) => this.#passOn(happening))
    try {
      await this.#talker.begin(terminal)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      this.#tell({ kind: 'failed', why: error.problem.code })
      return
    }
    this.#tell({ kind: 'started', command: this.#talker.subject.lastCommand ?? '' })
    void this.#attend()
  }

  /** Tells each time that the program goes no further by itself. */
  async #attend(): Promise<void> {
    for (;;) {
      if (this.#talker.comes && !this.#connection) await this.#meet()
      const done = this.#done
      const wait = new AbortController()
      const stirred = new Promise<void>((resolve) => {
        this.#stir = () => {
          wait.abort()
          resolve()
        }
      })
      const certainty = await this.#fallsSilent(wait.signal)
      if (certainty && done === this.#done && !wait.signal.aborted) {
        this.#tell({ kind: 'silent', told: done, certainty })
        await stirred
      }
    }
  }

  async #fallsSilent(signal: AbortSignal) {
    const silence = await this.#watch.silence(true, signal)
    if (!silence) return undefined
    const { program, limit } = this.#talker.subject
    // A process without threads that can go on has ended: its exit is on its way to us.
    if (program.processes().length === 0) await program.ended
    await nextTurn()
    if (limit) this.#tell({ kind: 'limit', ...limit })
    return silence.certainty
  }

  /** The two are connected from here on, or nobody has come. */
  async #meet(): Promise<void> {
    const connection = await this.#talker.connection()
    if (!connection) return
    this.#connection = connection
    connection.changes.on('change', () => this.#passOnBytes())
    this.#passOnBytes()
  }

  #passOn(happening: Happening): void {
    this.#stir()
    switch (happening.kind) {
      case 'exit':
        this.#tell(happening)
        break
      case 'connected':
      case 'refused': {
        const { kind, address, port } = happening
        this.#tell({ kind, address, port })
        break
      }
      case 'output': {
        const { stream, bytes } = happening
        const kept = bytes.subarray(0, mostPrinted - this.#printed[stream])
        this.#printed[stream] += kept.length
        if (kept.length > 0)
          this.#tell({ kind: 'output', stream, bytes: base64(asNamed(kept, this.#copy)) })
        return
      }
      default:
        // What is said, and how it ends, is passed on by the connection, with what came before it was met.
        return
    }
  }

  #passOnBytes(): void {
    const connection = this.#connection as Connection
    this.#stir()
    const bytes = connection.received.subarray(this.#passedOn)
    this.#passedOn += bytes.length
    this.#onTheWay += bytes.length
    if (this.#onTheWay >= mostOnTheWay) connection.pause()
    if (bytes.length > 0) this.#tell({ kind: 'bytes', bytes: base64(bytes) })
    if (connection.ending !== 'open') this.#tell({ kind: connection.ending })
  }
}

/** A transcript that is told as it is written. */
class Feed extends Transcript {
  readonly #tell: (happening: Happening) => void

  constructor(tell: (happening: Happening) => void) {
    super()
    this.#tell = tell
  }

  override add(happening: Happening): void {
    super.add(happening)
    this.#tell(happening)
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
