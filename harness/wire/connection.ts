import { EventEmitter, once } from 'node:events'
import type net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type Network, ownNetwork } from '../kernel/network.ts'
import { hasProc } from '../kernel/processes.ts'
import { type Socket, socketsSeenBy } from '../kernel/sockets.ts'
import type { Party, Transcript } from './transcript.ts'

/** How the other side of a connection stands: open, closed in an orderly way, or reset. */
export type Ending = 'open' | 'fin' | 'rst'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** Nobody accepted the connection; `code` is the system's, `ECONNREFUSED` for one. */
export class ConnectFailed extends Error {
  readonly code: string

  constructor(endpoint: Endpoint, code: string) {
    super(`no connection to ${endpoint.address} port ${endpoint.port}: ${code}`)
    this.code = code
  }
}

/**
 * Opens a TCP connection. Half-open connections are allowed: the server's FIN does not make the client
 * close.
 * @throws ConnectFailed when it is refused, or `timeout` ms have passed
 */
export async function connect(
  endpoint: Endpoint,
  number: number,
  transcript: Transcript,
  timeout: number,
  network = ownNetwork,
): Promise<Connection> {
  const socket = network.connect(endpoint.address, endpoint.port)
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeout) })
  } catch (error) {
    socket.destroy()
    const code = (error as NodeJS.ErrnoException).code ?? 'ETIMEDOUT'
    transcript.add({ kind: 'refused', connection: number, ...endpoint })
    throw new ConnectFailed(endpoint, code === 'ABORT_ERR' ? 'ETIMEDOUT' : code)
  }
  transcript.add({ kind: 'connected', connection: number, ...endpoint })
  return new Connection(number, socket, transcript, 'client', network)
}

/** For how long nothing must move in a flood, and at what distance one looks, ms. */
const standstill = { ms: 100, look: 10 }

/** Our end of a TCP connection, as its client or its server; every byte that comes is kept and noted. */
export class Connection {
  readonly number: number
  /** Our own port. */
  readonly localPort: number
  /** Emits `change` whenever bytes have come or the other side has ended. */
  readonly changes = new EventEmitter()
  readonly #remotePort: number
  readonly #socket: net.Socket
  /** Where all that happens on it is noted. */
  readonly transcript: Transcript
  readonly #own: Party
  readonly #other: Party
  readonly #network: Network
  #buffer = Buffer.alloc(4096)
  #length = 0
  #ending: Ending = 'open'
  #sent = 0

  constructor(
    number: number,
    socket: net.Socket,
    transcript: Transcript,
    own: Party = 'client',
    network = ownNetwork,
  ) {
    this.number = number
    this.localPort = socket.localPort ?? 0
    this.#remotePort = socket.remotePort ?? 0
    this.#own = own
    this.#other = own === 'client' ? 'server' : 'client'
    this.#socket = socket
    this.#network = network
    this.transcript = transcript
    this.changes.setMaxListeners(0)
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.#took(bytes))
    socket.on('end', () => this.#ended(this.#wasReset() ? 'rst' : 'fin'))
    socket.on('error', () => this.#ended('rst'))
  }

  /** All bytes that have come, in order. */
  get received(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }

  get ending(): Ending {
    return this.#ending
  }

  /** How many bytes we have sent. */
  get sent(): number {
    return this.#sent
  }

  /** Writes the segments, each once the one before it is with the kernel; a broken connection takes none. */
  async send(segments: readonly Uint8Array[]): Promise<void> {
    for (const bytes of segments) {
      if (!this.#socket.writable) return
      this.#sent += bytes.length
      this.transcript.add({ kind: 'bytes', connection: this.number, by: this.#own, bytes })
      await new Promise<void>((resolve) => this.#socket.write(bytes, () => resolve()))
    }
  }

  /**
   * Writes the segments, and takes nothing of what comes: in the end it waits in the buffers of both
   * systems, and a server that answers can't go on. Resolves once nothing moves any more, whether all
   * was sent or not; what wasn't is, as soon as there is room again.
   */
  async flood(segments: readonly Uint8Array[]): Promise<void> {
    this.#socket.pause()
    void this.send(segments)
    let last = ''
    for (let still = 0; still < standstill.ms && !this.#socket.destroyed; ) {
      await delay(standstill.look)
      const now = this.#buffered()
      still = now === last ? still + standstill.look : 0
      last = now
    }
  }

  /** Takes again what comes, after a flood. */
  readOn(): void {
    this.#socket.resume()
  }

  /** How many bytes are where between the two programs, as far as the system shows it. */
  #buffered(): string {
    const ports = [this.localPort, this.#remotePort]
    const ours = ({ port, remotePort }: Socket) =>
      ports.includes(port) && ports.includes(remotePort)
    const rows = hasProc ? socketsSeenBy(this.#network.pid).filter(ours) : []
    const lengths = rows.map(({ unread, unacknowledged }) => `${unread}/${unacknowledged}`)
    return [this.#sent, ...lengths].join(' ')
  }

  /** Closes the sending side and goes on reading; resolves once the FIN is on its way. */
  async finish(): Promise<void> {
    if (!this.#socket.writable) return
    this.transcript.add({ kind: 'fin', connection: this.number, by: this.#own })
    await new Promise<void>((resolve) => this.#socket.end(resolve))
  }

  /** Breaks the connection off (RST). */
  reset(): void {
    if (this.#socket.destroyed) return
    this.transcript.add({ kind: 'rst', connection: this.number, by: this.#own })
    this.discard()
  }

  /** Lets what comes wait with the kernel, and at last with whoever sends it. */
  pause(): void {
    this.#socket.pause()
  }

  /** Takes again what comes. */
  resume(): void {
    this.#socket.resume()
  }

  /** Frees the socket without a word, once nobody is left to see how. */
  discard(): void {
    // libuv refuses to reset a socket whose sending side is being closed, and then never frees it.
    if (this.#socket.writableEnded) this.#socket.destroy()
    else this.#socket.resetAndDestroy()
  }

  /**
   * libuv reports bytes with a reset right behind them as bytes with an end. The kernel knows: after
   * the other side's FIN alone our socket waits for our own close, after a reset it is gone.
   */
  #wasReset(): boolean {
    if (!hasProc || this.#socket.writableEnded) return false
    // The same number may be somebody else's too, to another place: on a machine that is shared.
    const own = socketsSeenBy(this.#network.pid).find(
      ({ port, remotePort }) => port === this.localPort && remotePort === this.#remotePort,
    )
    return own?.state !== 'close-wait'
  }

  #took(bytes: Buffer): void {
    const length = this.#length + bytes.length
    if (length > this.#buffer.length) {
      // Twice as large each time, so that a long answer isn't copied over and over.
      this.#buffer = Buffer.concat([this.#buffer], 2 * length)
    }
    bytes.copy(this.#buffer, this.#length)
    this.#length = length
    this.transcript.add({ kind: 'bytes', connection: this.number, by: this.#other, bytes })
    this.changes.emit('change')
  }

  #ended(ending: 'fin' | 'rst'): void {
    if (this.#ending !== 'open') return
    this.#ending = ending
    this.transcript.add({ kind: ending, connection: this.number, by: this.#other })
    this.changes.emit('change')
  }
}
