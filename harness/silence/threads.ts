import { readdirSync, readFileSync } from 'node:fs'
import { nameIn } from '../kernel/processes.ts'
import { isRelay } from '../kernel/relay.ts'
import { type Call, calls } from './syscalls.ts'

/** One thread, as the kernel shows it at one moment. */
export interface Thread {
  readonly pid: number
  readonly id: string
  /** The call it is blocked in; undefined while it runs, or where that can't be told. */
  readonly call: Call | undefined
  /** The descriptor that the call is about, where its first argument is one. */
  readonly descriptor: number
  /**
   * The call with its arguments, but for where in memory they lie: an interpreter that has come to know a
   * loop calls from elsewhere. `running` where it is in none.
   */
  readonly place: string
  /** The call as the kernel prints it, and how often the thread was scheduled: the same twice, it has not run. */
  readonly trace: string
  /** How often it has waited for anything (voluntary_ctxt_switches). */
  readonly waits: number
  /** Whether the call it is blocked in can end by itself after a time. */
  readonly limited: boolean
  /** What it belongs to, if it never speaks for the program. */
  readonly runtime: Runtime | undefined
}

/** A Java machine, whose threads work for all others; or what passes on a terminal's text. */
export type Runtime = 'machine' | 'relay'

/**
 * The names that HotSpot gives to its own threads, cut to 15 characters as the kernel does; see
 * src/hotspot/share of the JDK.
 */
const hotspotThreads =
  /^(VM Thread|VM Periodic Tas|C[12] CompilerThre|Sweeper thread|Reference Handl|Finalizer|Signal Dispatch|Common-Cleaner|Notification Th|Service Thread|Monitor Deflati|Attach Listener|GC Thread|G1 )/

/** All threads of the processes, or undefined where the kernel doesn't let us see one of them. */
export function threadsOf(pids: readonly number[]): Thread[] | undefined {
  const threads: Thread[] = []
  try {
    for (const pid of pids) {
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const thread = readThread(pid, task)
        if (thread) threads.push(thread)
      }
    }
  } catch {
    return undefined
  }
  return threads
}

/** Where a stopped process (SIGSTOP) is: it goes on when another lets it, and not before. */
export const stopped: Call = { name: 'stopped', arity: 0, awaiting: 'signal', limited: () => false }

/**
 * See proc_pid_syscall(5) and proc_pid_status(5). Only a thread that sleeps (S) waits for another: one
 * that waits for a disk (D) is at work.
 */
function readThread(pid: number, id: string): Thread | undefined {
  const folder = `/proc/${pid}/task/${id}`
  const status = readFileSync(`${folder}/status`, 'utf8')
  const state = /^State:\s+(\w)/m.exec(status)?.[1]
  if (state === 'Z' || state === 'X') return undefined
  const line = readFileSync(`${folder}/syscall`, 'utf8').trim()
  const name = nameIn(status)
  const switches = status.match(/ctxt_switches:\s+\d+/g)?.join() ?? ''
  const [number, ...args] = line.split(' ')
  const call = state === 'T' ? stopped : state === 'S' ? calls()[Number(number)] : undefined
  return {
    pid,
    id,
    call,
    descriptor: Number(args[0] ?? -1),
    place: call ? [number, ...args.slice(0, call.arity).map(withoutAddress)].join(' ') : line,
    trace: `${line} ${switches}`,
    waits: Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]),
    runtime: hotspotThreads.test(name) ? 'machine' : isRelay(pid, name) ? 'relay' : undefined,
    limited: call === undefined || call.limited(args.map((arg) => BigInt(arg))),
  }
}

/** No machine has anything of a program's below this address: what is smaller is a number. */
const lowestAddress = 65_536n

/**
 * How long a thread has run, and how long it has been kept waiting for a processor, ms; see schedstat in the
 * kernel's Documentation/scheduler/sched-stats.rst. Zero where that can't be seen.
 */
export function scheduled({ pid, id }: Thread): { readonly ran: number; readonly kept: number } {
  try {
    const text = readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8')
    const [ran = 0, kept = 0] = text.split(' ').map((nanoseconds) => Number(nanoseconds) / 1e6)
    return { ran, kept }
  } catch {
    return { ran: 0, kept: 0 }
  }
}

/** An argument of a call; a timeout of -1, or another negative number, has its upper half set. */
function withoutAddress(argument: string): string {
  const value = BigInt(argument)
  return value >= lowestAddress && value < 1n << 48n ? 'address' : argument
}

/** A thread waits for a time to pass, and for nothing else: it means to go on. */
export function isAsleep(thread: Thread): boolean {
  return thread.call?.awaiting === 'time'
}
