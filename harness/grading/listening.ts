import { EventEmitter, once } from 'node:events'
import net from 'node:net'

/** Where a client that connects to its own machine may look for its server. */
const loopback = ['127.0.0.1', '::1']

/** The grader as a server: the ports on which it listens, and the clients who have come. */
export class Listening {
  /** Emits `client` whenever one has connected. */
  readonly changes = new EventEmitter()
  readonly #addresses: readonly string[]
  readonly #open = new Map<number, net.Server[]>()
  #waiting: net.Socket[] = []

  /** @param own whether the network is the program's own: then any address of it will do */
  constructor(own: boolean) {
    this.#addresses = own ? ['::'] : loopback
  }

  /** The ports on which it listens. */
  get ports(): readonly number[] {
    return [...this.#open.keys()]
  }

  /** Listens on these ports too; those that are somebody else's, or may not be had, are left out. */
  async open(ports: readonly number[]): Promise<void> {
    for (const port of new Set(ports)) {
      if (port < 1 || port > 65_535 || this.#open.has(port)) continue
      const servers = await Promise.all(this.#addresses.map((host) => this.#listen(host, port)))
      // A machine without IPv6 has no wildcard for both.
      if (!servers.some(Boolean)) servers.push(await this.#listen('0.0.0.0', port))
      const open = servers.filter((server) => server !== undefined)
      if (open.length > 0) this.#open.set(port, open)
    }
  }

  /** Whether a client waits. */
  get waits(): boolean {
    return this.#waiting.length > 0
  }

  /** The client who has waited longest; he is still to be resumed. */
  take(): net.Socket | undefined {
    return this.#waiting.shift()
  }

  /** Sends away whoever waits. */
  dismiss(): void {
    for (const socket of this.#waiting.splice(0)) socket.destroy()
  }

  /** Listens no more: from now on whoever tries to connect is refused. */
  close(): void {
    for (const servers of this.#open.values()) for (const server of servers) server.close()
    this.#open.clear()
    this.dismiss()
  }

  async #listen(host: string, port: number): Promise<net.Server | undefined> {
    const how = { allowHalfOpen: true, noDelay: true, pauseOnConnect: true }
    const server = net.createServer(how, (socket) => {
      // Until somebody takes him, he is not read from: nobody would hear that he has gone.
      socket.on('error', () => {})
      this.#waiting.push(socket)
      this.changes.emit('client')
    })
    server.listen({ host, port })
    try {
      await once(server, 'listening')
      return server
    } catch {
      return undefined
    }
  }
}
