import type { Messages } from '../feedback/messages.ts'
import type { FromWorker } from '../worker/messages.ts'
import { coloursOn } from './where.ts'

/** Draws on one line of a terminal what is being done; draws nothing anywhere else. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream
  #drawn = false

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show(text: string | undefined): void {
    if (!text || !coloursOn(this.#stream)) return
    const width = (this.#stream.columns ?? 80) - 1
    this.#stream.write(`\r\x1b[K${text.slice(0, width)}`)
    this.#drawn = true
  }

  clear(): void {
    if (this.#drawn) this.#stream.write('\r\x1b[K')
    this.#drawn = false
  }
}

/** What the grader is doing, in a few words; nothing where it is nothing that takes time. */
export function progressText(message: FromWorker, { progress }: Messages): string | undefined {
  switch (message.kind) {
    case 'building':
      return `${progress.building} …`
    case 'starting':
      return `${progress.starting} …`
    case 'recognising':
      return `${progress.recognising} …`
    case 'waiting-for-port':
      return `${progress.waitingForPort(message.port)} …`
    case 'checking':
      return `[${message.done + 1}/${message.total}] ${message.check} …`
    default:
      return undefined
  }
}
