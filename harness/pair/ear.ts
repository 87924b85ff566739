import { commonPrefix, textOf } from '../spec/bytes.ts'
import type { Failure } from '../spec/failure.ts'
import type { Heard } from '../spec/pair.ts'
import { type Hearing, type Pattern, patternOf, type Says } from '../spec/pattern.ts'
import { shown } from '../spec/printed.ts'
import type { Party } from '../wire/transcript.ts'
import { Broken } from './broken.ts'
import { type Conversation, otherThan, type Voice } from './conversation.ts'

/** How long the two may go on once it is clear that one has broken the protocol, ms. */
const lastWords = 5_000

/** What makes a verdict by itself, however the programs have ended. */
const ownWords: readonly Failure['code'][] = [
  'wrong-bytes',
  'unasked-bytes',
  'no-problem',
  'wrong-number',
  'went-on',
  'bad-exit',
]

/** Listens to one of the two, and tells who is to blame where something doesn't come. */
export class Ear implements Heard {
  readonly #party: Party
  readonly #conversation: Conversation
  readonly #forgive: () => void
  /** The last pattern heard forgives a newline after it. */
  #newlineForgiven = false
  /** What should be shown by the end. */
  readonly #due: Pattern[] = []

  constructor(party: Party, conversation: Conversation, forgive: () => void) {
    this.#party = party
    this.#conversation = conversation
    this.#forgive = forgive
  }

  get received(): Uint8Array {
    return this.#voice.received
  }

  get hasReset(): boolean {
    return this.#voice.ending === 'rst'
  }

  async hears<Found extends object>(what: Says<Found>): Promise<Found> {
    const pattern = patternOf(what)
    for (;;) {
      const over = this.#conversation.isOver() || this.#voice.ending !== 'open'
      const hearing = this.#hearing(pattern, over)
      if (hearing?.is === 'heard') return this.#accept(pattern, hearing)
      if (hearing) throw await this.#unheard(pattern)
      await this.#conversation.stirs()
    }
  }

  saidBefore(): Uint8Array {
    const { received, breaks } = this.#voice
    return this.#taken(Math.min(breaks.at(-1) ?? 0, received.length))
  }

  async hearsOut(): Promise<Uint8Array> {
    while (this.#voice.ending === 'open' && !this.#conversation.isOver()) {
      await this.#conversation.stirs()
    }
    return this.#taken(this.received.length)
  }

  async seesClose({ orResets = false } = {}): Promise<void> {
    while (this.#voice.ending === 'open') {
      // Whoever has been sent away has nothing left to close.
      if (this.#conversation[otherThan(this.#party)].ending === 'rst') return
      if (this.#conversation.isOver()) throw await this.#blamed({ code: 'stayed-open' })
      await this.#conversation.stirs()
    }
    if (this.hasReset && !orResets) throw await this.#blamed(this.#reset())
    this.mayClose()
  }

  mayClose(): void {
    this.#voice.mayClose = true
  }

  hearsNoMore(): void {
    const received = this.#pending().slice()
    if (received.length > 0) {
      throw this.broke({ code: 'unasked-bytes', received, when: 'besides' })
    }
  }

  prints(what: Says<object>): void {
    this.#due.push(shown(what))
  }

  async ends(): Promise<void> {
    while (!this.#voice.exit) {
      if (this.#conversation.isOver()) throw await this.#blamed({ code: 'kept-running' })
      await this.#conversation.stirs()
    }
    await this.endedWell()
  }

  /** A program that has ended has done so with status 0. */
  async endedWell(): Promise<void> {
    const { exit, limit } = this.#voice
    if (limit) throw this.broke({ code: 'limit', ...limit })
    if (exit && exit.status !== 0) throw this.broke({ code: 'bad-exit', ...exit })
  }

  /** All that is due stands on standard output, now that nothing more comes. */
  async hasPrinted(): Promise<void> {
    const { printed } = this.#voice
    for (const what of this.#due) {
      const hearing = what.hear(printed, true)
      if (hearing.is !== 'heard') {
        const expected = what.expected ?? new Uint8Array()
        throw await this.#blamed({ code: 'not-printed', expected, printed: printed.slice() })
      }
      if (!hearing.strict) this.#forgive()
    }
  }

  broke(failure: Failure): Broken {
    return new Broken(this.#party, failure)
  }

  /** What it did not do is its own fault, unless the other had left it alone. */
  async #blamed(failure: Failure): Promise<Broken> {
    if (ownWords.includes(failure.code)) return this.broke(failure)
    const conversation = this.#conversation
    const { overdue } = conversation
    await this.#goesOn(conversation.settles())
    const other = otherThan(this.#party)
    const voice = conversation[other]
    const own = conversation.deathOf(this.#party)
    if (overdue && voice.received.length > voice.heard) {
      const received = voice.received.slice(voice.heard)
      return new Broken(other, { code: 'unasked-bytes', received, when: 'besides' })
    }
    // Whoever has left first has spoilt the rest for the other.
    if (conversation.leftAfter(other) < conversation.leftAfter(this.#party)) {
      const left: Failure =
        voice.ending === 'rst' ? { code: 'reset', unread: true } : { code: 'closed-early' }
      return new Broken(other, conversation.deathOf(other) ?? left)
    }
    if (own) return this.broke(own)
    const isSeen = conversation.quiet === 'proven' || conversation.quiet === 'observed'
    const waits = failure.code === 'silent' && !voice.exit && isSeen
    return new Broken(this.#party, failure, waits)
  }

  get #voice(): Voice {
    return this.#conversation[this.#party]
  }

  /** The bytes that nobody has listened to yet. */
  #pending(): Uint8Array {
    const voice = this.#voice
    const pending = voice.received.subarray(voice.heard)
    const newline = this.#newlineForgiven ? newlineAtStart(pending) : 0
    if (newline > 0) {
      this.#forgive()
      this.#newlineForgiven = false
      voice.heard += newline
    }
    return pending.subarray(newline)
  }

  /**
   * What a pattern makes of what has come. Where the other has spoken in between, a turn may have ended:
   * what is whole by then is not held to what follows. Undefined while it isn't decided.
   */
  #hearing<Found extends object>(
    pattern: Pattern<Found>,
    over: boolean,
  ): Hearing<Found> | undefined {
    const pending = this.#pending()
    const { heard, breaks } = this.#voice
    for (const at of breaks) {
      if (at <= heard) continue
      const hearing = pattern.hear(pending.subarray(0, at - heard), true)
      if (hearing.is === 'heard') return hearing
    }
    const hearing = pattern.hear(pending, over)
    if (over || hearing.is === 'different') return hearing
    return hearing.is === 'heard' && hearing.complete ? hearing : undefined
  }

  #accept<Found extends object>(
    pattern: Pattern<Found>,
    hearing: Extract<Hearing<Found>, { is: 'heard' }>,
  ): Found {
    this.#voice.heard += hearing.length
    this.#newlineForgiven = pattern.forgivesNewline
    if (!hearing.strict) this.#forgive()
    return hearing.found
  }

  #taken(end: number): Uint8Array {
    const voice = this.#voice
    const taken = voice.received.slice(voice.heard, Math.max(end, voice.heard))
    voice.heard += taken.length
    return taken
  }

  async #unheard(pattern: Pattern): Promise<Broken> {
    const { expected } = pattern
    const { ending } = this.#voice
    // The whole of a wrong answer is shown, not only its first segment.
    const received = await this.#goesOn(this.hearsOut())
    const what = expected ? { expected } : {}
    if (!expected && textOf(received).trim() !== '')
      return this.broke({ code: 'no-problem', received })
    if (expected && received.length > 0) {
      const begun = commonPrefix(received, expected) === received.length
      return begun && ending === 'fin'
        ? this.#blamed({ code: 'closed-early', ...what, received })
        : this.broke({ code: 'wrong-bytes', ...what, received })
    }
    if (ending === 'rst') return this.#blamed(this.#reset())
    if (ending === 'fin') return this.#blamed({ code: 'closed-early', ...what })
    return this.#blamed({ code: 'silent', ...what })
  }

  /** Waits for what is still said, and not for ever. */
  async #goesOn<Result>(said: Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => this.#conversation.expire(), lastWords)
    try {
      return await said
    } finally {
      clearTimeout(timer)
    }
  }

  #reset(): Failure {
    const other = this.#conversation[otherThan(this.#party)]
    return { code: 'reset', unread: other.received.length > 0 }
  }
}

/** How many bytes of a line end stand at the start. */
function newlineAtStart(bytes: Uint8Array): number {
  if (bytes[0] === 10) return 1
  return bytes[0] === 13 && bytes[1] === 10 ? 2 : 0
}
