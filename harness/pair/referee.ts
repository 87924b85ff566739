import { CannotJudge, type Failure } from '../spec/failure.ts'
import type { Pair, PairStage } from '../spec/pair.ts'
import type { Pattern } from '../spec/pattern.ts'
import type { Random } from '../spec/random.ts'
import type { Step, Talk } from '../spec/talk.ts'
import type { Party } from '../wire/transcript.ts'
import { Broken } from './broken.ts'
import type { Conversation } from './conversation.ts'
import { Ear } from './ear.ts'

/** How a conversation came out. */
export type Judgement =
  | { readonly verdict: 'kept'; readonly strict: boolean }
  | {
      readonly verdict: 'broken'
      readonly by: Party
      readonly failure: Failure
      readonly deadlock: boolean
    }
  | { readonly verdict: 'errored'; readonly reason: string }

interface Options {
  readonly random: Random
  /** The two are started, the server first. */
  readonly begin: () => Promise<void>
  /** Nothing is forgiven. */
  readonly strict: boolean
  /** The user of the client types a line. */
  readonly types: (line: Uint8Array) => void
}

/** Listens to a conversation to its end, and says who has broken the protocol, if anybody has. */
export async function judge(
  pair: Pair,
  conversation: Conversation,
  options: Options,
): Promise<Judgement> {
  const referee = new Referee(conversation, options)
  try {
    await options.begin()
    await referee.begins()
    if (typeof pair.play === 'function') await pair.play(referee)
    else await referee.plays(pair.play)
    await referee.over()
    return { verdict: 'kept', strict: referee.forgiven === undefined }
  } catch (error) {
    // What the grader itself could not do is nobody's fault.
    const failed = conversation.server.failed ?? conversation.client.failed
    if (failed !== undefined) return { verdict: 'errored', reason: failed }
    if (error instanceof Broken) {
      const { by, failure, deadlock } = error
      return { verdict: 'broken', by, failure, deadlock }
    }
    if (error instanceof CannotJudge) return { verdict: 'errored', reason: error.message }
    throw error
  }
}

class Referee implements PairStage {
  readonly client: Ear
  readonly server: Ear
  /** The first who was forgiven something. */
  forgiven: Party | undefined
  readonly #conversation: Conversation
  readonly #options: Options

  constructor(conversation: Conversation, options: Options) {
    const ear = (party: Party) =>
      new Ear(party, conversation, () => {
        this.forgiven ??= party
      })
    this.client = ear('client')
    this.server = ear('server')
    this.#conversation = conversation
    this.#options = options
  }

  /** The client comes, sooner or later, and the server takes it. */
  async begins(): Promise<void> {
    const { client, server } = this.#conversation
    while (!client.connected) {
      // It may come only when its user speaks.
      if (this.#conversation.isOver()) return
      await this.#conversation.stirs()
    }
    while (!server.connected) {
      if (this.#conversation.isOver()) {
        await this.#conversation.settles()
        const death = this.#conversation.deathOf('server')
        throw this.server.broke(death ?? { code: 'not-served', ended: server.exit !== undefined })
      }
      await this.#conversation.stirs()
    }
  }

  async plays<Bound extends object>(talk: Talk<Bound>): Promise<Bound> {
    const bound: object = {}
    for (const step of talk.steps) Object.assign(bound, await this.#hears(step, bound))
    return bound as Bound
  }

  /** What was to be shown has been, and nobody has come to grief in the end. */
  async over(): Promise<void> {
    await this.#conversation.settles()
    await this.server.hasPrinted()
    await this.client.hasPrinted()
    // Whom a client leaves with a reset, it isn't the assignment to bear that.
    if (!this.client.hasReset) await this.server.endedWell()
    if (this.#options.strict && this.forgiven) {
      throw this[this.forgiven].broke({ code: 'not-strict' })
    }
  }

  async #hears(step: Step, bound: object): Promise<object | void> {
    if (step.by === 'user') {
      return step.does === 'says' ? this.#types(step.what(bound)) : undefined
    }
    const ear = this[step.by]
    switch (step.does) {
      case 'says': {
        if (step.by === 'client') await this.#hasCome()
        return ear.hears(step.what(bound))
      }
      case 'prints':
        return ear.prints(step.what(bound))
      case 'closes':
      case 'finishes':
        return ear.seesClose()
      case 'leaves':
        return ear.seesClose({ orResets: true })
      case 'adds-nothing':
        return ear.hearsNoMore()
      case 'ends':
        return ear.ends()
      default:
        return undefined
    }
  }

  #types(what: Pattern): object {
    const { bytes, found } = what.speak(this.#options.random)
    this.#options.types(bytes)
    return found
  }

  /** A client that had to be spoken to has connected by now. */
  async #hasCome(): Promise<void> {
    await this.begins()
    const { client } = this.#conversation
    if (client.connected) return
    const ended = client.exit !== undefined
    throw this.client.broke(
      this.#conversation.deathOf('client') ?? { code: 'never-connected', ended },
    )
  }
}
