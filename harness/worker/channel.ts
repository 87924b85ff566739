import type { Readable, Writable } from 'node:stream'

/**
 * One end of the channel between command line and worker: a line of JSON a message, each way, on the
 * worker's standard input and output, which reach it through sudo as well.
 */
export class Channel<In, Out> {
  readonly #out: Writable

  constructor(from: Readable, to: Writable, onMessage: (message: In) => void) {
    this.#out = to
    // Whoever is gone is told nothing more; that he is gone shows at the other stream.
    to.on('error', () => {})
    let unfinished: string[] = []
    from.setEncoding('utf8').on('data', (text: string) => {
      const [end = '', ...lines] = text.split('\n')
      unfinished.push(end)
      for (const line of lines) {
        onMessage(JSON.parse(unfinished.join('')) as In)
        unfinished = [line]
      }
    })
  }

  /** Resolves once the message is on its way, or nobody is left to be told. */
  tell(message: Out): Promise<void> {
    return new Promise((resolve) => {
      this.#out.write(`${JSON.stringify(message)}\n`, () => resolve())
    })
  }
}
