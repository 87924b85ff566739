import { allProcesses, commandOf, read, socketsOf } from '../kernel/processes.ts'
import { type Socket, socketsSeenBy } from '../kernel/sockets.ts'
import { runVariable } from './environment.ts'

/** A socket on which a program waits for clients. */
export type Listener = Pick<Socket, 'address' | 'port' | 'inode'>

/** All sockets in state LISTEN that the process can see, its own and others'. */
export function listenersSeenBy(pid: number | 'self'): Listener[] {
  return socketsSeenBy(pid).filter(({ state }) => state === 'listen')
}

/** Whether an ended connection still keeps the port, so that only `SO_REUSEADDR` could bind it now. */
export function lingers(port: number): boolean {
  return socketsSeenBy('self').some(
    (socket) => socket.port === port && socket.state !== 'listen' && socket.state !== 'established',
  )
}

/** Who listens on a port, as `command (PID n)`; empty where nobody does, or it can't be known. */
export function holderOf(port: number): string {
  const pid = listeningOn(port)
  return pid === undefined ? '' : `${commandOf(pid)} (PID ${pid})`
}

/** Whether it is a program that is being graded that listens on a port. */
export function isGraded(port: number): boolean {
  const pid = listeningOn(port)
  return pid !== undefined && `\0${read(`/proc/${pid}/environ`)}`.includes(`\0${runVariable}=`)
}

function listeningOn(port: number): number | undefined {
  const inodes = new Set(
    listenersSeenBy('self')
      .filter((listener) => listener.port === port)
      .map(({ inode }) => inode),
  )
  if (inodes.size === 0) return undefined
  return allProcesses().find((candidate) =>
    [...socketsOf([candidate])].some((inode) => inodes.has(inode)),
  )
}
