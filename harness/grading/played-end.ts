import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Silence } from '../silence/silence.ts'
import { commonPrefix, textOf } from '../spec/bytes.ts'
import { cut, type Delivery } from '../spec/delivery.ts'
import { type Doing, type Failure, RuleBroken } from '../spec/failure.ts'
import { type Hearing, type Pattern, patternOf, type Says } from '../spec/pattern.ts'
import type { Random } from '../spec/random.ts'
import type { Client } from '../spec/stage.ts'
import type { Connection } from '../wire/connection.ts'
import { Turn, turnLimit } from './turn.ts'

/** How a program speaks, as far as it has shown. */
export interface Manner {
  /** It has left open whether more belongs to what it said, and said no more. */
  leavesOpen: boolean
}

/** What one end of a connection shares with the check that moves it. */
export interface Surroundings {
  readonly random: Random
  /** Waits until the program falls silent; undefined when the signal ends the wait. */
  readonly silence: (awaited: boolean, signal: AbortSignal) => Promise<Silence | undefined>
  /** How many clients wait to be accepted, if the one of this connection is among them. */
  readonly waiting: (connection: Connection) => number | undefined
  readonly manner: Manner
  /** Notes that something was accepted which `--strict` would not accept. */
  readonly forgive: () => void
  /** Has the report tell what happened on a connection, which it may have been spared. */
  readonly tell: (connection: Connection) => void
  /** Notes whether the check has failed, so that what follows is only to tell why. */
  readonly conclude: (failed: boolean) => void
  /** Puts what is known of the program's end in place of what only followed from it. */
  readonly explain: (failure: Failure) => Promise<Failure>
}

/** Of a longer text it is told how much of it came, instead of all that did, bytes. */
const longestShown = 64 * 1024

/** One end of a connection, which the grader plays: a client of the server under test, or the server of a client. */
export class PlayedEnd implements Client {
  readonly #connection: Connection
  readonly #around: Surroundings
  /** How many of the received bytes have been listened to. */
  #heard = 0
  /** The last pattern heard forgives a newline after it. */
  #newlineForgiven = false
  /** The silence that was waited for last. */
  #silence: Silence | undefined

  constructor(connection: Connection, around: Surroundings) {
    this.#connection = connection
    this.#around = around
  }

  get received(): Uint8Array {
    return this.#connection.received
  }

  /** Whether the other end has closed or reset the connection. */
  get closed(): boolean {
    return this.#connection.ending !== 'open'
  }

  async says(what: Says<object>, delivery: Delivery = 'whole'): Promise<void> {
    await this.speaks(patternOf(what), delivery)
  }

  async speaks<Found extends object>(
    pattern: Pattern<Found>,
    delivery: Delivery = 'whole',
  ): Promise<Found> {
    const { bytes, found } = pattern.speak(this.#around.random)
    await this.#connection.send(cut(bytes, delivery))
    return found
  }

  async floods(what: Says<object>): Promise<void> {
    const { bytes } = patternOf(what).speak(this.#around.random)
    await this.#connection.flood(cut(bytes, { piecesOf: 64 * 1024 }))
  }

  readsOn(): void {
    this.#connection.readOn()
  }

  async letsCome(bytes: number): Promise<void> {
    while (this.#connection.ending === 'open' && this.#pending().length < bytes) {
      if (await this.#untilChange(false)) return
    }
  }

  async hears<Found extends object>(what: Says<Found>): Promise<Found> {
    const pattern = patternOf(what)
    const hearing = await this.#listen(pattern)
    if (hearing.is === 'heard') return this.#accept(pattern, hearing)
    // What comes while it is being explained that it didn't has come all the same.
    const silence = this.#silence
    this.#around.conclude(true)
    await this.#untilQuiet()
    const late = pattern.hear(this.#pending(), true)
    if (late.is !== 'heard') throw await this.#unheard(pattern, silence)
    this.#around.conclude(false)
    return this.#accept(pattern, late)
  }

  async mayHear<Found extends object>(what: Says<Found>): Promise<Found | undefined> {
    const pattern = patternOf(what)
    const hearing = await this.#listen(pattern)
    return hearing.is === 'heard' ? this.#accept(pattern, hearing) : undefined
  }

  async hearsOut(): Promise<Uint8Array> {
    await this.#untilQuiet()
    return this.#takeRest()
  }

  async hearsReply(): Promise<Uint8Array> {
    // The line end of what was said before may still be there, and is no reply.
    const isReply = (byte: number) => byte > 0x20
    while (this.#connection.ending === 'open' && !this.#pending().some(isReply)) {
      if (await this.#untilChange(true)) break
    }
    return this.hearsOut()
  }

  async hearsNothing(): Promise<void> {
    await this.#untilChange(false)
    await this.#noUnasked('before-the-client')
    if (this.#connection.ending !== 'open') throw await this.#broken({ code: 'closed-early' })
  }

  async staysConnected(): Promise<void> {
    await this.#untilQuiet()
    if (this.#connection.ending !== 'open') throw await this.#broken({ code: 'closed-early' })
  }

  async seesClose(): Promise<void> {
    const turn = this.#beginTurn()
    while (this.#connection.ending === 'open') {
      const silence = await this.#untilChange(true)
      if (!silence && !turn.isTooMuch()) continue
      const failure = this.#unaccepted() ?? { code: 'stayed-open', ...doing(silence) }
      const broken = await this.#broken(failure)
      // It may have closed while that was being explained.
      if (!this.closed) throw broken
      this.#around.conclude(false)
    }
    if (this.#connection.ending === 'rst') throw await this.#broken(this.#reset())
  }

  async hearsNoMore(): Promise<void> {
    await this.#untilQuiet()
    await this.#noUnasked('besides')
  }

  async finishes(): Promise<void> {
    await this.#connection.finish()
  }

  async leaves(): Promise<void> {
    await this.#connection.finish()
  }

  async resets(): Promise<void> {
    this.#connection.reset()
  }

  /** The bytes that nobody has listened to yet. */
  #pending(): Uint8Array {
    const pending = this.#connection.received.subarray(this.#heard)
    const newline = this.#newlineForgiven ? newlineAtStart(pending) : 0
    if (newline > 0) {
      this.#around.forgive()
      this.#newlineForgiven = false
      this.#heard += newline
    }
    return pending.subarray(newline)
  }

  async #listen<Found extends object>(pattern: Pattern<Found>): Promise<Hearing<Found>> {
    const turn = this.#beginTurn(turnLimit.awaitedMs)
    for (let over = false; ; ) {
      over ||= this.#connection.ending !== 'open' || turn.isTooMuch()
      const hearing = pattern.hear(this.#pending(), over)
      if (over || hearing.is === 'different') return hearing
      if (hearing.is === 'heard' && hearing.complete) return hearing
      // Whoever has left that open once is not waited for as long as for what is due each time.
      const isDue = hearing.is === 'unfinished' || !this.#around.manner.leavesOpen
      over = (await this.#untilChange(isDue)) !== undefined
      if (over && hearing.is === 'heard') this.#around.manner.leavesOpen = true
    }
  }

  #accept<Found extends object>(
    pattern: Pattern<Found>,
    hearing: Extract<Hearing<Found>, { is: 'heard' }>,
  ): Found {
    this.#heard += hearing.length
    this.#newlineForgiven = pattern.forgivesNewline
    if (!hearing.strict) this.#around.forgive()
    return hearing.found
  }

  /** All that nobody has listened to yet, which has been listened to then. */
  #takeRest(): Uint8Array {
    const rest = this.#pending().slice()
    this.#heard += rest.length
    return rest
  }

  /** Waits until the other end has closed, fallen silent, or said more than anybody can want to hear. */
  async #untilQuiet(): Promise<void> {
    const turn = this.#beginTurn()
    while (this.#connection.ending === 'open' && !turn.isTooMuch()) {
      if (await this.#untilChange(false)) return
    }
  }

  #beginTurn(ms?: number): Turn {
    return new Turn(() => this.#connection.received.length, this.#connection.sent, ms)
  }

  /** Waits for bytes or an end; resolves with the silence where neither comes. */
  async #untilChange(awaited: boolean): Promise<Silence | undefined> {
    const wait = new AbortController()
    const change = once(this.#connection.changes, 'change', { signal: wait.signal })
    change.then(
      () => wait.abort(),
      () => {},
    )
    // What comes at once needs no look at what the program is doing.
    await delay(1, undefined, { signal: wait.signal }).catch(() => {})
    this.#silence = wait.signal.aborted
      ? undefined
      : await this.#around.silence(awaited, wait.signal)
    wait.abort()
    return this.#silence
  }

  async #noUnasked(when: 'before-the-client' | 'besides'): Promise<void> {
    if (this.#pending().length === 0) return
    const received = await this.hearsOut()
    throw await this.#broken({ code: 'unasked-bytes', received, when })
  }

  /** The failure of a turn in which the pattern was not heard, but at most that silence. */
  async #unheard(pattern: Pattern, silence: Silence | undefined): Promise<RuleBroken> {
    const expected = pattern.expected
    const { ending } = this.#connection
    // The student sees the whole of a wrong answer, not only its first segment.
    const received = this.#takeRest()
    const what = expected ? { expected } : {}
    if (!expected && textOf(received).trim() !== '') {
      return this.#broken({ code: 'no-problem', received })
    }
    if (expected && received.length > 0) {
      const begun = commonPrefix(received, expected) === received.length
      if (begun && ending === 'fin')
        return this.#broken({ code: 'closed-early', ...what, received })
      const [due, came] = [expected.length, received.length]
      return due > longestShown && came < due
        ? this.#broken({ code: 'incomplete', due, came })
        : this.#broken({ code: 'wrong-bytes', ...what, received })
    }
    if (ending === 'rst') return this.#broken(this.#reset())
    if (ending === 'fin') return this.#broken({ code: 'closed-early', ...what })
    const unaccepted = this.#unaccepted()
    if (unaccepted) return this.#broken(unaccepted)
    const unlockedBy = await this.#unlock()
    return this.#broken({
      code: 'silent',
      ...what,
      ...(unlockedBy ? { unlockedBy } : doing(silence)),
    })
  }

  /** The failure of a client whom nobody has accepted. */
  #unaccepted(): Failure | undefined {
    const waiting = this.#around.waiting(this.#connection)
    return waiting === undefined
      ? undefined
      : { code: 'not-served', ended: false, waiting, ...doing(this.#silence) }
  }

  /** What makes a silent server speak after all: only to be told, the check has failed. */
  async #unlock(): Promise<'newline' | 'close' | undefined> {
    if (this.#connection.sent === 0) return undefined
    await this.#connection.send([Uint8Array.of(10)])
    if ((await this.hearsOut()).length > 0) return 'newline'
    await this.#connection.finish()
    return (await this.hearsOut()).length > 0 ? 'close' : undefined
  }

  #reset(): Failure {
    return { code: 'reset', unread: this.#connection.sent > 0 }
  }

  async #broken(failure: Failure): Promise<RuleBroken> {
    this.#around.tell(this.#connection)
    return new RuleBroken(await this.#around.explain(failure))
  }
}

/** What a program was at in a silence, for a failure to tell. */
export function doing(silence: Silence | undefined): { readonly doing?: Doing } {
  return silence?.doing === undefined ? {} : { doing: silence.doing }
}

/** How many bytes of a line end stand at the start. */
function newlineAtStart(bytes: Uint8Array): number {
  if (bytes[0] === 10) return 1
  return bytes[0] === 13 && bytes[1] === 10 ? 2 : 0
}
