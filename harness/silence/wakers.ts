import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { descriptorsOf, nameIn, read, showsDescriptors, socketIn } from '../kernel/processes.ts'
import { isRelay } from '../kernel/relay.ts'
import { anyUdpAmong } from '../kernel/sockets.ts'

/**
 * The sockets of these processes, by their inodes, where nothing else could wake a thread that its call
 * doesn't show. Undefined where something could: a timer or a ring in a descriptor, an alarm, a datagram,
 * which nobody acknowledges and which can be on its way unseen, or what can't be looked at.
 */
export function onlyWakersOf(pids: readonly number[]): ReadonlySet<string> | undefined {
  const inodes = new Set<string>()
  for (const pid of pids) {
    if (!showsDescriptors(pid) || mayBeAlarmed(pid)) return undefined
    for (const descriptor of descriptorsOf(pid)) {
      if (/timerfd|io_uring/.test(descriptor)) return undefined
      const inode = socketIn(descriptor)
      if (inode) inodes.add(inode)
    }
  }
  return inodes.size > 0 && anyUdpAmong(pids[0] ?? 'self', inodes) ? undefined : inodes
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
  // It waits for every signal there is, and sets no alarm.
  if (isRelay(pid, nameIn(status))) return false
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
