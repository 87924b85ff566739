import net from 'node:net'

/** How many starts of a world are served: as many as the core of a spec needs. Those that follow are commands. */
export const forkedStarts = 12

/** The sockets to one program that is to be started: see `serves` in init.ts. */
export interface Sockets {
  readonly stdin: net.Socket
  readonly stdout: net.Socket
  readonly stderr: net.Socket
  readonly status: net.Socket
}

/**
 * A process that has loaded what keeps programs apart, and forks for each start: that takes a fifth of the time
 * that a command does, which this process would have to fork for, being large, and which reads all of it anew.
 */
export class ForkServer {
  readonly #control: net.Socket
  /** Four descriptors for each start. */
  readonly #descriptors: readonly number[]
  #started = 0
  #gone = false

  constructor(control: number, descriptors: readonly number[]) {
    this.#descriptors = descriptors
    this.#control = new net.Socket({ fd: control, readable: false, writable: true })
    this.#control.unref()
    // What is being started then shows by its sockets that it could not be; what follows is started otherwise.
    this.#control.on('error', () => {
      this.#gone = true
    })
  }

  /** How many starts are left. */
  get room(): number {
    return this.#gone ? 0 : Math.floor(this.#descriptors.length / 4) - this.#started
  }

  /**
   * Starts what `begins` in init.ts does with these words. @throws Error when there is no `room`
   */
  start(words: readonly string[], environment: Readonly<Record<string, string>>): Sockets {
    if (this.room < 1) throw new Error('the fork server has no sockets left')
    const number = this.#started++
    const variables = Object.entries(environment)
    const strings = [String(number), String(variables.length), ...variables.flat(), ...words]
    this.#control.write(withLength(Buffer.concat(strings.map((each) => withLength(each)))))
    const socket = (which: number, direction: { readable?: boolean; writable?: boolean }) =>
      new net.Socket({ fd: this.#descriptors[4 * number + which], ...direction })
    return {
      stdin: socket(0, { writable: true }),
      stdout: socket(1, { readable: true }),
      stderr: socket(2, { readable: true }),
      status: socket(3, { readable: true, writable: true }),
    }
  }
}

/** The fork server, by what `worldInit` has added to the worker's command: `descriptor,descriptor,…`, its own first. */
export function forkServerIn(word = ''): ForkServer | undefined {
  const [control, ...descriptors] = word.split(',').filter(Boolean).map(Number)
  return control === undefined ? undefined : new ForkServer(control, descriptors)
}

/** With the number of its bytes before it, in four of them. */
function withLength(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
