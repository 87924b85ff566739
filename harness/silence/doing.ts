import { descriptorOf } from '../kernel/processes.ts'
import type { Loop } from './loops.ts'
import { isAsleep, stopped, type Thread } from './threads.ts'

/** What a program is at, by the calls that its threads are in. */
export type Doing =
  | 'receiving'
  | 'accepting'
  | 'polling'
  | 'reading-input'
  | 'sending'
  | 'waiting-for-process'
  | 'locked'
  | 'asleep'
  | 'computing'
  | Loop
  | 'stopped'

/** What tells most about a program stands first: a thread that computes more than one that waits. */
const telling: readonly Doing[] = [
  'stopped',
  'computing',
  'asleep',
  'sending',
  'reading-input',
  'receiving',
  'waiting-for-process',
  'polling',
  'accepting',
  'locked',
]

/** What a program is doing at one moment; undefined where that can't be told. */
export function doingOf(threads: readonly Thread[]): Doing | undefined {
  const found = new Set(threads.map(threadDoing))
  return telling.find((doing) => found.has(doing))
}

function threadDoing(thread: Thread): Doing | undefined {
  const { call } = thread
  // Not in any call, as proc_pid_syscall(5) has it: it runs, or would if it had a processor.
  if (call === undefined) return thread.place === 'running' ? 'computing' : undefined
  if (call === stopped) return 'stopped'
  if (isAsleep(thread)) return 'asleep'
  switch (call.awaiting) {
    case 'data':
      return readingFrom(thread)
    case 'client':
      return 'accepting'
    case 'any-socket':
      return 'polling'
    case 'reader':
      return 'sending'
    case 'lock':
      return 'locked'
    case 'child':
      return 'waiting-for-process'
    default:
      return undefined
  }
}

/** From whom it reads: its client, its standard input, or another process. */
function readingFrom({ pid, descriptor }: Thread): Doing {
  const kind = descriptorOf(pid, descriptor)
  // What we hold the other end of is a socket or a terminal (see node:child_process), not a pipe.
  if (kind.startsWith('pipe:')) return 'waiting-for-process'
  return descriptor === 0 ? 'reading-input' : 'receiving'
}
