import type { FromParty, ToParty } from '../grading/party-messages.ts'
import { weaker } from '../grading/watch.ts'
import type { Certainty } from '../silence/listening.ts'
import type { Limit } from '../spec/failure.ts'
import type { Random } from '../spec/random.ts'
import type { Happening, Party } from '../wire/transcript.ts'
import { type Conversation, otherThan } from './conversation.ts'

/**
 * How bytes are passed on: as they come, one byte at a time, cut at random places, or all that one says
 * before it waits in one.
 */
export const relayDeliveries = ['whole', 'bytes', 'random', 'joined'] as const

export type RelayDelivery = (typeof relayDeliveries)[number]

/** Of one message at most so many segments are made. */
const mostSegments = 200

/** What the relay knows of one side. */
interface Side {
  readonly tell: (told: ToParty) => void
  /** How many messages it has been told. */
  told: number
  /** When it last was silent: after how many messages, and how sure that was. */
  silent: { readonly told: number; readonly certainty: Certainty } | undefined
  /** What it has said that is not passed on yet. */
  held: Uint8Array[]
}

/** Passes on what a server and a client say to each other, each end as it is ended, and notes it all. */
export class Relay {
  readonly #conversation: Conversation
  readonly #sides: Readonly<Record<Party, Side>>
  readonly #delivery: RelayDelivery
  readonly #random: Random
  readonly #untyped: Uint8Array[] = []

  constructor(
    conversation: Conversation,
    tell: Readonly<Record<Party, Side['tell']>>,
    delivery: RelayDelivery,
    random: Random,
  ) {
    const side = (party: Party): Side => ({
      tell: tell[party],
      told: 0,
      silent: undefined,
      held: [],
    })
    this.#conversation = conversation
    this.#sides = { client: side('client'), server: side('server') }
    this.#delivery = delivery
    this.#random = random
  }

  /** A program is started anew for the conversation; on a terminal, if it should be. */
  begins(party: Party, terminal: boolean): void {
    this.#tell(party, { kind: 'begin', terminal })
  }

  /** The user of the client types a line, once the client has been told all that the server has said. */
  types(line: Uint8Array): void {
    if (this.#sides.server.held.length > 0) {
      this.#untyped.push(line)
      return
    }
    this.#conversation.happens('client', { kind: 'typed', bytes: line })
    this.#tell('client', { kind: 'type', bytes: Buffer.from(line).toString('base64') })
  }

  /** Takes what one of them does. */
  takes(by: Party, tells: FromParty): void {
    const other = otherThan(by)
    const voice = this.#conversation[by]
    switch (tells.kind) {
      case 'bytes': {
        const bytes = Buffer.from(tells.bytes, 'base64')
        this.#happens(by, { kind: 'bytes', connection: 1, by, bytes })
        if (this.#delivery === 'joined') this.#sides[by].held.push(bytes)
        else this.#passOn(by, bytes)
        break
      }
      case 'fin':
      case 'rst':
        this.#happens(by, { kind: tells.kind, connection: 1, by })
        this.#release(by)
        this.#tell(other, { kind: tells.kind })
        break
      case 'connected':
        if (by === 'server') {
          this.#conversation.isAccepted()
          return
        }
        this.#happens(by, { ...tells, connection: 1 })
        this.#tell('server', { kind: 'connect' })
        break
      case 'refused':
        this.#happens(by, { ...tells, connection: 1 })
        break
      case 'output':
        this.#happens(by, { ...tells, bytes: Buffer.from(tells.bytes, 'base64') })
        break
      case 'started':
      case 'exit':
        this.#happens(by, tells)
        break
      case 'limit':
        voice.limit = { limit: tells.limit as Limit, allowed: tells.allowed }
        break
      case 'failed':
        voice.failed = tells.why
        this.#conversation.expire()
        break
      case 'took':
        this.#tell(other, tells)
        break
      case 'silent':
        this.#sides[by].silent = tells
        if (tells.told === this.#sides[by].told) this.#release(by)
        this.#conversation.quiet = this.#quiet()
    }
  }

  #happens(by: Party, happening: Happening): void {
    this.#sides[by].silent = undefined
    this.#conversation.happens(by, happening)
  }

  #tell(party: Party, told: ToParty): void {
    const side = this.#sides[party]
    side.told++
    side.tell(told)
    this.#conversation.quiet = undefined
  }

  /** What was held back until the one who says it waits. */
  #release(by: Party): void {
    const held = this.#sides[by].held.splice(0)
    if (held.length > 0) this.#passOn(by, Buffer.concat(held))
    if (by === 'server') for (const line of this.#untyped.splice(0)) this.types(line)
  }

  #passOn(by: Party, bytes: Uint8Array): void {
    for (const [index, segment] of this.#cut(bytes).entries()) {
      const paced = index > 0 || this.#delivery === 'bytes' || this.#delivery === 'random'
      this.#tell(otherThan(by), {
        kind: 'bytes',
        bytes: Buffer.from(segment).toString('base64'),
        paced,
      })
    }
  }

  #cut(bytes: Uint8Array): Uint8Array[] {
    if (this.#delivery === 'whole' || this.#delivery === 'joined') return [bytes]
    const least = Math.ceil(bytes.length / mostSegments)
    const most = this.#delivery === 'bytes' ? least : Math.max(least, 2 * least + 5)
    const segments: Uint8Array[] = []
    for (let at = 0; at < bytes.length; ) {
      const length = this.#random.between(least, most)
      segments.push(bytes.subarray(at, at + length))
      at += length
    }
    return segments
  }

  /** Whether both are silent, after all that they have been told, and how sure that is. */
  #quiet(): Certainty | undefined {
    const sides = Object.values(this.#sides)
    return sides.reduce<Certainty | undefined>(
      (sure, { silent, told }) =>
        sure && silent?.told === told ? weaker(sure, silent.certainty) : undefined,
      'proven',
    )
  }
}
