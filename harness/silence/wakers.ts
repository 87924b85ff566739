import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { descriptorsOf, read, showsDescriptors, socketIn } from '../kernel/processes.ts'
import { anyUdpAmong } from '../kernel/sockets.ts'

/**
 * Whether something could wake a thread of these processes that its call doesn't show: a timer or a ring
 * in a descriptor, an alarm, or a datagram, which nobody acknowledges and which can be on its way unseen.
 * What can't be looked at counts as one.
 */
export function hasHiddenWakers(pids: readonly number[]): boolean {
  const inodes = new Set<string>()
  for (const pid of pids) {
    if (!showsDescriptors(pid) || mayBeAlarmed(pid)) return true
    for (const descriptor of descriptorsOf(pid).values()) {
      if (/timerfd|io_uring/.test(descriptor)) return true
      const inode = socketIn(descriptor)
      if (inode) inodes.add(inode)
    }
  }
  return inodes.size > 0 && anyUdpAmong(pids[0] ?? 'self', inodes)
}

/** How many signals a runtime catches that catches all it may, as Go's does, for others' sake. */
const allSignals = 30

const alarms = [constants.signals.SIGALRM, constants.signals.SIGVTALRM, constants.signals.SIGPROF]

/**
 * An alarm that is set shows nowhere (setitimer(2)), but it has to be caught, or be blocked and waited
 * for (sigwait(3)), to do anything but end the process; timers of timer_create(2) are listed.
 */
function mayBeAlarmed(pid: number): boolean {
  const status = readStatus(pid)
  if (status === undefined) return true
  const caught = signalsIn(status, 'SigCgt')
  const count = caught.toString(2).replaceAll('0', '').length
  const awaited = signalsIn(status, 'SigBlk') | (count < allSignals ? caught : 0n)
  if (alarms.some((signal) => (awaited >> BigInt(signal - 1)) & 1n)) return true
  return read(`/proc/${pid}/timers`) !== ''
}

function readStatus(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return undefined
  }
}

/** A mask of signals, the first in the lowest bit; see proc_pid_status(5). */
function signalsIn(status: string, mask: string): bigint {
  return BigInt(`0x${new RegExp(`^${mask}:\\s+(\\w+)$`, 'm').exec(status)?.[1] ?? '0'}`)
}
