import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { constants } from 'node:os'
import { read } from '../kernel/processes.ts'
import { type Call, calls } from './syscalls.ts'

/** One thread, as the kernel shows it at one moment. */
export interface Thread {
  readonly id: string
  /** The call it is blocked in; undefined while it runs, or where that can't be told. */
  readonly call: Call | undefined
  /** The call as the kernel prints it, with its arguments, and how often the thread was scheduled. */
  readonly trace: string
  /** Whether the call it is blocked in can end by itself after a time. */
  readonly limited: boolean
  /** A thread of the runtime's own that comes round all the time and never speaks for the program. */
  readonly housekeeping: boolean
}

/**
 * The names that HotSpot gives to its own threads, cut to 15 characters as the kernel does; see
 * src/hotspot/share of the JDK.
 */
const hotspotThreads =
  /^(VM Thread|VM Periodic Tas|C[12] CompilerThre|Sweeper thread|Reference Handl|Finalizer|Signal Dispatch|Common-Cleaner|Notification Th|Service Thread|Monitor Deflati|Attach Listener|GC Thread|G1 )/

/**
 * All threads of the processes, or undefined where the kernel doesn't let us see one of them, or where
 * something could wake a thread that its call doesn't show (a timer or a ring in a descriptor).
 */
export function threadsOf(pids: readonly number[]): Thread[] | undefined {
  const threads: Thread[] = []
  try {
    for (const pid of pids) {
      if (hasHiddenTimers(pid) || mayBeAlarmed(pid)) return undefined
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const thread = readThread(`/proc/${pid}/task/${task}`, task)
        if (thread) threads.push(thread)
      }
    }
  } catch {
    return undefined
  }
  return threads
}

/** Where a stopped process (SIGSTOP) is: it goes on when another lets it, and not before. */
const stopped: Call = { name: 'stopped', limited: () => false }

/** See proc_pid_syscall(5) and proc_pid_status(5). */
function readThread(folder: string, id: string): Thread | undefined {
  const status = readFileSync(`${folder}/status`, 'utf8')
  const state = /^State:\s+(\w)/m.exec(status)?.[1]
  if (state === 'Z' || state === 'X') return undefined
  const line = readFileSync(`${folder}/syscall`, 'utf8').trim()
  const switches = status.match(/ctxt_switches:\s+\d+/g)?.join() ?? ''
  const [number, ...args] = line.split(' ')
  const call = state === 'R' ? undefined : state === 'T' ? stopped : calls()[Number(number)]
  return {
    id,
    call,
    trace: `${line} ${switches}`,
    housekeeping: hotspotThreads.test(/^Name:\s+(.*)$/m.exec(status)?.[1] ?? ''),
    limited: call === undefined || call.limited(args.map((arg) => BigInt(arg))),
  }
}

/** A thread waits for a time to pass, and for nothing else: it means to go on. */
export function isAsleep(thread: Thread): boolean {
  return thread.call?.name.includes('nanosleep') ?? false
}

/** How many signals a runtime catches that catches all it may, as Go's does, for others' sake. */
const allSignals = 30

/**
 * An alarm that is set shows nowhere (setitimer(2)), but it has to be caught to do anything but end the
 * process; timers of timer_create(2) are listed.
 */
function mayBeAlarmed(pid: number): boolean {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const caught = BigInt(`0x${/^SigCgt:\s+(\w+)$/m.exec(status)?.[1] ?? '0'}`)
  const alarms = [constants.signals.SIGALRM, constants.signals.SIGVTALRM, constants.signals.SIGPROF]
  const count = caught.toString(2).replaceAll('0', '').length
  if (count < allSignals && alarms.some((signal) => (caught >> BigInt(signal - 1)) & 1n))
    return true
  return read(`/proc/${pid}/timers`) !== ''
}

/** A timerfd or an io_uring can wake a thread at a time that its call doesn't tell. */
function hasHiddenTimers(pid: number): boolean {
  return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
    try {
      return /timerfd|io_uring/.test(readlinkSync(`/proc/${pid}/fd/${descriptor}`))
    } catch {
      return false
    }
  })
}
