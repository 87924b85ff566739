import { once } from 'node:events'
import { rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Shows that this grader, and no other on this machine, may use a port. */
export interface PortLock {
  readonly port: number
  readonly release: () => void
}

/** Between two tries to have a lock, ms. */
const pause = 100

/**
 * Waits until no other grader on this machine uses the port. The lock is a socket, which the system
 * takes back from whoever ends, however he ends: see unix(7) for the abstract names of Linux.
 * @param timeout how long to wait, ms
 * @returns undefined where the others went on for longer
 */
export async function lockPort(
  port: number,
  timeout: number,
  onWaiting: () => void,
): Promise<PortLock | undefined> {
  const deadline = performance.now() + timeout
  for (;;) {
    const lock = await tryLock(port)
    if (lock || performance.now() > deadline) return lock
    onWaiting()
    await delay(pause)
  }
}

async function tryLock(port: number): Promise<PortLock | undefined> {
  const path = pathOf(port)
  const server = net.createServer((socket) => socket.destroy())
  try {
    server.listen({ path })
    await once(server, 'listening')
  } catch {
    await removeIfAbandoned(path)
    return undefined
  }
  server.unref()
  return { port, release: () => void server.close() }
}

function pathOf(port: number): string {
  const name = `sockgrade-port-${port}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

/** Where a name is a file, it outlives whoever was killed. */
async function removeIfAbandoned(path: string): Promise<void> {
  if (process.platform === 'linux' || process.platform === 'win32') return
  const socket = net.connect({ path })
  try {
    await once(socket, 'connect')
  } catch {
    rmSync(path, { force: true })
  } finally {
    socket.destroy()
  }
}
