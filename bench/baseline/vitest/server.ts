import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect } from 'vitest'

/** How long an answer may take, and a pause that shows that nothing more comes, ms. */
const limit = 1000
const pause = 100

/** How long a program may take until it listens, ms. */
const startLimit = 5000

const command = commandFor(process.env.SERVER ?? '')

/** Each test has a server of its own, started anew. */
export function freshServer(): { current: Server } {
  const holder = {} as { current: Server }
  beforeEach(async () => {
    holder.current = await Server.start()
  })
  afterEach(() => holder.current.stop())
  return holder
}

/** A C program is compiled once, before the tests. */
function commandFor(file: string): readonly string[] {
  if (!file.endsWith('.c')) return [process.env.PYTHON ?? 'python3', file]
  const program = join(mkdtempSync(join(tmpdir(), 'baseline-')), 'program')
  execFileSync('gcc', ['-O1', '-w', '-pthread', '-o', program, file])
  return [program]
}

/** A student's server as it runs. */
export class Server {
  output = ''
  readonly #process: ChildProcess
  readonly #port: number
  readonly #exit: Promise<unknown[]>
  readonly #clients: Client[] = []

  private constructor(process: ChildProcess, port: number) {
    this.#process = process
    this.#port = port
    this.#exit = once(process, 'close')
    process.stdout?.on('data', (data) => {
      this.output += data
    })
  }

  static async start(): Promise<Server> {
    const port = await freePort()
    const [file = '', ...args] = command
    const env = { ...process.env, PORT: String(port), PYTHONUNBUFFERED: '1', LANG: 'C.UTF-8' }
    return new Server(spawn(file, args, { env, stdio: ['ignore', 'pipe', 'ignore'] }), port)
  }

  /** Connects, trying again until the server listens. */
  async connect(): Promise<Client> {
    const deadline = performance.now() + startLimit
    for (;;) {
      const socket = net.connect({ port: this.#port, host: '127.0.0.1', allowHalfOpen: true })
      try {
        await once(socket, 'connect')
        const client = new Client(socket)
        this.#clients.push(client)
        return client
      } catch (error) {
        if (performance.now() > deadline || this.#process.exitCode !== null) throw error
        await delay(20)
      }
    }
  }

  /** The process ends by itself with status 0. */
  async ends(): Promise<void> {
    expect(await within(this.#exit, 'the process did not end')).toEqual([0, null])
  }

  /** The process ends with status 0, or serves another client. */
  async endsOr(serves: () => Promise<void>): Promise<void> {
    const ended = await Promise.race([this.#exit, delay(pause)])
    if (ended) expect(ended).toEqual([0, null])
    else await serves()
  }

  async prints(text: string): Promise<void> {
    await expect.poll(() => this.output, { timeout: limit, interval: 20 }).toContain(text)
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy()
    this.#process.kill('SIGKILL')
    await this.#exit
  }
}

/** A client that a test plays. */
export class Client {
  #received = Buffer.alloc(0)
  #ended = false
  readonly #socket: net.Socket

  constructor(socket: net.Socket) {
    this.#socket = socket.setNoDelay(true)
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data])
      socket.emit('change')
    })
    socket.on('end', () => {
      this.#ended = true
      socket.emit('change')
    })
    socket.on('error', () => {})
  }

  send(text: string): void {
    this.#socket.write(text)
  }

  /** Sends, and hears just this. */
  async hears(expected: string): Promise<void> {
    const wanted = Buffer.from(expected)
    await this.#until(() => this.#received.length >= wanted.length)
    expect(this.#take(wanted.length)).toBe(expected)
  }

  /** What comes up to a line's end. */
  async line(): Promise<string> {
    await this.#until(() => this.#received.includes(10))
    return this.#take(this.#received.indexOf(10) + 1)
  }

  /** All that comes until a pause, or a close. */
  async rest(): Promise<string> {
    await delay(pause)
    return this.#take(this.#received.length)
  }

  async hearsNothing(): Promise<void> {
    expect(await this.rest()).toBe('')
    expect(this.#ended).toBe(false)
  }

  async hearsNoMore(): Promise<void> {
    expect(await this.rest()).toBe('')
  }

  async seesClose(): Promise<void> {
    await this.#until(() => this.#ended)
  }

  finish(): void {
    this.#socket.end()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #take(length: number): string {
    const taken = this.#received.subarray(0, length).toString()
    this.#received = this.#received.subarray(length)
    return taken
  }

  async #until(isDone: () => boolean): Promise<void> {
    const deadline = AbortSignal.timeout(limit)
    while (!isDone()) {
      if (this.#ended) throw new Error(`the server closed after ${this.#received}`)
      await once(this.#socket, 'change', { signal: deadline }).catch(() => {
        throw new Error(`no answer within ${limit} ms, only ${this.#received}`)
      })
    }
  }
}

async function within<Value>(promise: Promise<Value>, complaint: string): Promise<Value> {
  const late = delay(limit).then(() => {
    throw new Error(complaint)
  })
  return Promise.race([promise, late])
}

/** Below those that the system gives to clients, who else may be connected to themselves. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const probe = net.createServer().listen(port)
    try {
      await once(probe, 'listening')
    } catch {
      continue
    }
    probe.close()
    await once(probe, 'close')
    return port
  }
}

let words = 0

/** A word that no other test says. */
export function word(): string {
  return `word${process.pid}x${++words}`
}
