import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { hasProc } from '../kernel/processes.ts'
import { type Socket, socketsSeenBy } from '../kernel/sockets.ts'

/** How often it is looked whether the ports are free, and at what distance, ms. */
const looks = { count: 50, apart: 2 }

/**
 * Frees ports, on which nobody listens any more, of the connections that linger there (TIME_WAIT) and
 * for a minute keep out a server that doesn't set SO_REUSEADDR. To whoever asks for a connection between
 * the same two ports the kernel answers with an acknowledgement of the old one, which the asker resets;
 * and a reset ends the lingering: see RFC 1337, “TIME-WAIT Assassination”. Does nothing where the system
 * doesn't show its sockets.
 */
export async function freePorts(ports: ReadonlySet<number>): Promise<void> {
  if (!hasProc || ports.size === 0) return
  const askers = lingeringOn(ports).map(({ address, port, remotePort }) => {
    const asker = net.connect({ host: address, port, localPort: remotePort })
    // Refused, once nothing lingers; or the old client holds on to his port still.
    return asker.on('error', () => {})
  })
  if (askers.length === 0) return
  for (let look = 0; look < looks.count && lingeringOn(ports).length > 0; look++) {
    await delay(looks.apart)
  }
  for (const asker of askers) asker.destroy()
}

/** Connections that nobody holds any more, but the kernel does. */
function lingeringOn(ports: ReadonlySet<number>): Socket[] {
  return socketsSeenBy('self').filter(
    ({ port, state, inode }) =>
      ports.has(port) && (state === 'time-wait' || (state === 'fin-wait-2' && inode === '0')),
  )
}
