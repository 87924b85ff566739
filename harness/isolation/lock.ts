import { once } from 'node:events'
import { rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Shows that this process, and no other on this machine, has what a name stands for. */
export interface Lock {
  readonly release: () => void
}

/**
 * Takes a lock, unless another process has it. The lock is a socket, which the system takes back from
 * whoever ends, however he ends: see unix(7) for the abstract names of Linux.
 * @param name fit for a file's name
 */
export async function tryLock(name: string): Promise<Lock | undefined> {
  const path = pathOf(`sockgrade-${name}`)
  const server = net.createServer((socket) => socket.destroy())
  try {
    server.listen({ path })
    await once(server, 'listening')
  } catch {
    await removeIfAbandoned(path)
    return undefined
  }
  server.unref()
  return { release: () => void server.close() }
}

function pathOf(name: string): string {
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
