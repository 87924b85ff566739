import net from 'node:net'

/** How many networks there are besides the worker's own, and how many connections each has to give. */
export const spareNetworks = { count: 4, sockets: 40 } as const

/**
 * A network in which a program is started and spoken to. A socket belongs to the network in which it was made,
 * whoever uses it (network_namespaces(7)): those of another than the worker's own have been made in advance, for
 * IPv4.
 */
export class Network {
  /** What tells it from the others in the names of files; nothing for the worker's own. */
  readonly name: string
  /** A process in it, by which its sockets can be seen. */
  readonly pid: number | 'self'
  readonly #sockets: number[] | undefined

  constructor(name: string, pid: number | 'self', sockets?: readonly number[]) {
    this.name = name
    this.pid = pid
    this.#sockets = sockets && [...sockets]
  }

  /** How many connections can still be made. */
  get room(): number {
    return this.#sockets?.length ?? Number.POSITIVE_INFINITY
  }

  /** Begins to connect; half-open connections are allowed. @throws Error when there is no `room` */
  connect(host: string, port: number): net.Socket {
    if (!this.#sockets) return net.connect({ host, port, allowHalfOpen: true })
    const descriptor = this.#sockets.shift()
    if (descriptor === undefined) throw new Error(`no socket is left in network ${this.name}`)
    return new net.Socket({ fd: descriptor, allowHalfOpen: true }).connect({ host, port })
  }
}

/** The network that this process is in. */
export const ownNetwork = new Network('', 'self')

/** The networks besides, by what `worldInit` has added to the worker's command: `pid:descriptor,descriptor,…` */
export function networksIn(words: readonly string[]): Network[] {
  return words.map((word, index) => {
    const [pid, descriptors = ''] = word.split(':')
    return new Network(
      String(index + 1),
      Number(pid),
      descriptors.split(',').filter(Boolean).map(Number),
    )
  })
}
