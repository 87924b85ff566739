import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
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
      if (hasHiddenTimers(pid)) return undefined
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

/** See proc_pid_syscall(5) and proc_pid_status(5). */
function readThread(folder: string, id: string): Thread | undefined {
  const status = readFileSync(`${folder}/status`, 'utf8')
  const state = /^State:\s+(\w)/m.exec(status)?.[1]
  if (state === 'Z' || state === 'X') return undefined
  const line = readFileSync(`${folder}/syscall`, 'utf8').trim()
  const switches = status.match(/ctxt_switches:\s+\d+/g)?.join() ?? ''
  const [number, ...args] = line.split(' ')
  const call = state === 'R' ? undefined : calls()[Number(number)]
  return {
    id,
    call,
    trace: `${line} ${switches}`,
    housekeeping: hotspotThreads.test(/^Name:\s+(.*)$/m.exec(status)?.[1] ?? ''),
    limited: call === undefined || call.limited(args.map((arg) => BigInt(arg))),
  }
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
