import { read } from './processes.ts'

/** A row of the kernel's tables of TCP sockets. */
export interface Socket {
  /** The local address as the system writes it: `0.0.0.0`, `127.0.0.1`, `::`, `::1`. */
  readonly address: string
  readonly port: number
  readonly remotePort: number
  readonly state: SocketState
  /** Bytes sent and not yet acknowledged. */
  readonly unacknowledged: number
  /** Bytes received and not yet read; of a socket that listens, clients not yet accepted. */
  readonly unread: number
  /** `0` where no process has it: a client that has not been accepted yet. */
  readonly inode: string
}

export type SocketState = (typeof states)[number] | 'unknown'

/** In the order of their numbers, from 1, in include/net/tcp_states.h. */
const states = [
  'established',
  'syn-sent',
  'syn-received',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'closed',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
] as const

/**
 * Whether the network of a process has any TCP socket that listens or is connected: a question that is soon
 * answered, see proc_pid_net(5). True where that can't be told.
 */
export function anySocketInUse(pid: number | 'self'): boolean {
  const counts = ['sockstat', 'sockstat6'].flatMap((table) => [
    ...read(`/proc/${pid}/net/${table}`).matchAll(/^TCP6?: inuse (\d+)/gm),
  ])
  return counts.length === 0 || counts.some(([, count]) => count !== '0')
}

/** All TCP sockets, over IPv4 and IPv6, in the network namespace of a process. */
export function socketsSeenBy(pid: number | 'self'): Socket[] {
  return ['tcp', 'tcp6'].flatMap((table) =>
    read(`/proc/${pid}/net/${table}`).split('\n').slice(1).filter(Boolean).map(parseRow),
  )
}

/** Whether one of these sockets, by their inodes, is a UDP socket in the network of a process. */
export function anyUdpAmong(pid: number | 'self', inodes: ReadonlySet<string>): boolean {
  return ['udp', 'udp6'].some((table) =>
    read(`/proc/${pid}/net/${table}`)
      .split('\n')
      .some((line) => inodes.has(line.trim().split(/\s+/)[9] ?? '')),
  )
}

/** See proc_pid_net(5): `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode`. */
function parseRow(line: string): Socket {
  const fields = line.trim().split(/\s+/)
  const [address = '', port = ''] = (fields[1] ?? '').split(':')
  const [unacknowledged = '', unread = ''] = (fields[4] ?? '').split(':')
  return {
    address: address.length === 8 ? ipv4(address) : ipv6(address),
    port: Number.parseInt(port, 16),
    remotePort: Number.parseInt((fields[2] ?? '').split(':')[1] ?? '', 16),
    state: states[Number.parseInt(fields[3] ?? '', 16) - 1] ?? 'unknown',
    unacknowledged: Number.parseInt(unacknowledged, 16),
    unread: Number.parseInt(unread, 16),
    inode: fields[9] ?? '',
  }
}

/** The kernel prints each 32-bit word of an address in the order of the machine, little-endian here. */
function octets(word: string): number[] {
  return (word.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).reverse()
}

function ipv4(hex: string): string {
  return octets(hex).join('.')
}

function ipv6(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap(octets)
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) {
    return bytes.slice(12).join('.')
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}
