import type { FromParty, ToParty } from '../grading/party-messages.ts'
import type { Isolation } from '../isolation/modes.ts'
import type { RealTools } from '../program/real-tools.ts'
import type { Role } from '../spec/spec.ts'
import type { Tell } from '../worker/conversation.ts'
import type { Attending, FromWorker, GradeJob } from '../worker/messages.ts'
import { attendInWorker } from '../worker/start.ts'

/** How a program of a pair is brought to where it can talk. */
export interface StandOptions {
  readonly job: GradeJob
  readonly role: Role
  readonly isolation: 'auto' | Isolation
  /** The port of its partner, where both share a network. */
  readonly avoids: number | undefined
  readonly tools: RealTools | undefined
  readonly onProgress: (message: FromWorker) => void
  readonly onTells: (tells: FromParty) => void
}

/** One program of a pair in its worker, as seen from outside. */
export class Stand {
  /** Its world, as soon as that is known. */
  readonly isolation: Promise<Isolation>
  /** The program once it can talk, or why it can't be run. */
  readonly attending: Promise<Attending>
  /** Settles once nothing of it is left. @throws NoIsolation, or what made the worker fail */
  readonly gone: Promise<void>
  readonly #end = new AbortController()
  #tell: Tell = () => {}

  constructor({ job, role, isolation, avoids, tools, onProgress, onTells }: StandOptions) {
    let isReady = (_: Isolation) => {}
    let isAttending = (_: Attending) => {}
    const ready = new Promise<Isolation>((resolve) => {
      isReady = resolve
    })
    const attending = new Promise<Attending>((resolve) => {
      isAttending = resolve
    })
    this.gone = attendInWorker(
      {
        ...{ job, role, avoids },
        wanted: isolation,
        onReady: isReady,
        onMessage: (message, tell) => {
          this.#tell = tell
          if (message.kind === 'attending') isAttending(message.party)
          else if (message.kind === 'pair') onTells(message.tells)
          else onProgress(message)
        },
      },
      this.#end.signal,
      tools,
    )
    const failed = this.gone.then(() => {
      throw new Error('the worker has ended before its program could talk')
    })
    failed.catch(() => {})
    this.isolation = Promise.race([ready, failed])
    this.attending = Promise.race([attending, failed])
    this.isolation.catch(() => {})
    this.attending.catch(() => {})
  }

  tell(told: ToParty): void {
    this.#tell({ kind: 'pair', told })
  }

  /** Ends the program and its worker. */
  async end(): Promise<void> {
    this.#end.abort()
    await this.gone
  }
}
