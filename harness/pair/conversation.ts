import { EventEmitter, once } from 'node:events'
import { weaker } from '../grading/watch.ts'
import type { Certainty } from '../silence/listening.ts'
import { CannotJudge, type Failure, type Limit } from '../spec/failure.ts'
import { type Happening, type Party, Transcript } from '../wire/transcript.ts'

/** How many bytes that nobody has listened to one of them may say. */
const mostUnheard = 1024 * 1024

/** What one of the two has said and done. */
export class Voice {
  ending: 'open' | 'fin' | 'rst' = 'open'
  /** How the process has ended; undefined while it runs. */
  exit: { readonly status: number | null; readonly signal: string | null } | undefined
  limit: { readonly limit: Limit; readonly allowed: number } | undefined
  started = false
  /** A client has come; a server has accepted it. */
  connected = false
  /** Why the grader could not go on with it. */
  failed: string | undefined
  /** It has closed its side when it was due, or is free to. */
  mayClose = false
  /** After how many events it closed its side, and after how many its process ended. */
  readonly after: { ending?: number; exit?: number } = {}
  /** How many of its bytes have been listened to. */
  heard = 0
  /** Before which of its bytes the other has spoken, in order. */
  readonly breaks: number[] = []
  readonly #said = new Growing()
  readonly #printed = new Growing()

  /** All bytes that it has sent, in order. */
  get received(): Uint8Array {
    return this.#said.bytes
  }

  /** All that it has shown on standard output. */
  get printed(): Uint8Array {
    return this.#printed.bytes
  }

  says(bytes: Uint8Array): void {
    this.#said.add(bytes)
  }

  prints(bytes: Uint8Array): void {
    this.#printed.add(bytes)
  }

  /** The other speaks. */
  isFollowed(): void {
    const at = this.received.length
    if (this.breaks.at(-1) !== at) this.breaks.push(at)
  }
}

/** All that has happened between a server and a client, as the relay saw it. */
export class Conversation {
  readonly transcript = new Transcript()
  readonly client = new Voice()
  readonly server = new Voice()
  /** The weakest kind of silence that anything rests on. */
  certainty: Certainty | undefined
  readonly #changes = new EventEmitter()
  #quiet: Certainty | undefined
  #overdue = false

  constructor() {
    this.#changes.setMaxListeners(0)
  }

  /** Nobody says or does anything any more, and how sure that is. */
  get quiet(): Certainty | undefined {
    return this.#quiet
  }

  set quiet(quiet: Certainty | undefined) {
    this.#quiet = quiet
    if (quiet) this.#changes.emit('change')
  }

  /** It takes too long, or somebody says more than anybody can want to hear. */
  get overdue(): boolean {
    return this.#overdue
  }

  /** The time is over. */
  expire(): void {
    this.#overdue = true
    this.#changes.emit('change')
  }

  /** Nothing more will come that is worth waiting for; a verdict rests on how sure that is. */
  isOver(): boolean {
    if (this.quiet) this.certainty = weaker(this.certainty, this.quiet)
    return this.quiet !== undefined || this.overdue
  }

  /** Resolves when something has happened. */
  async stirs(): Promise<void> {
    await once(this.#changes, 'change')
  }

  /**
   * Waits until a program has been started for this conversation.
   * @throws CannotJudge where it can't be
   */
  async started(party: Party): Promise<void> {
    while (!this[party].started) {
      const { failed } = this[party]
      if (failed !== undefined || this.overdue) {
        throw new CannotJudge(
          `the ${party} could not be started once more: ${failed ?? 'too slow'}`,
        )
      }
      await this.stirs()
    }
  }

  /** Waits until nobody does anything any more. */
  async settles(): Promise<void> {
    while (!this.isOver()) await this.stirs()
  }

  /** The server has taken the client. */
  isAccepted(): void {
    this.server.connected = true
    this.#changes.emit('change')
  }

  /** Notes what has just happened, and whose doing it was. */
  happens(by: Party, happening: Happening): void {
    const voice = this[by]
    this.#quiet = undefined
    const isOwn = happening.kind === 'output' || happening.kind === 'exit'
    this.transcript.add(isOwn || happening.kind === 'started' ? { ...happening, by } : happening)
    if (happening.kind === 'bytes') {
      voice.says(happening.bytes)
      this[otherThan(by)].isFollowed()
      if (voice.received.length - voice.heard > mostUnheard) this.#overdue = true
    } else if (happening.kind === 'fin' || happening.kind === 'rst') {
      voice.ending = happening.kind
      voice.after.ending = this.transcript.events.length
    } else if (happening.kind === 'output' && happening.stream === 'stdout') {
      voice.prints(happening.bytes)
    } else if (happening.kind === 'exit') {
      voice.exit = { status: happening.status, signal: happening.signal }
      voice.after.exit = this.transcript.events.length
    } else if (happening.kind === 'started') voice.started = true
    else if (happening.kind === 'connected') voice.connected = true
    this.#changes.emit('change')
  }

  /** After how many events a program has left the other alone with it: it closed before its time, or died. */
  leftAfter(party: Party): number {
    const { mayClose, after } = this[party]
    const closed = mayClose ? undefined : after.ending
    const died = this.deathOf(party) && after.exit
    return Math.min(closed ?? Number.POSITIVE_INFINITY, died ?? Number.POSITIVE_INFINITY)
  }

  /** What a program has died of, if it has. */
  deathOf(party: Party): Failure | undefined {
    const { limit, exit } = this[party]
    if (limit) return { code: 'limit', ...limit }
    return exit === undefined || exit.status === 0 ? undefined : { code: 'crashed', ...exit }
  }
}

export function otherThan(party: Party): Party {
  return party === 'client' ? 'server' : 'client'
}

/** Bytes that become more. */
class Growing {
  #buffer = Buffer.alloc(1024)
  #length = 0

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }

  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], 2 * length)
    this.#buffer.set(bytes, this.#length)
    this.#length = length
  }
}
