/** What a thread that is blocked in a call waits for. */
export type Awaiting =
  | 'data'
  | 'client'
  | 'any-socket'
  | 'reader'
  | 'lock'
  | 'child'
  | 'signal'
  | 'time'
  | 'other'

/** A call in which a thread can be blocked. */
export interface Call {
  readonly name: string
  readonly awaiting: Awaiting
  /** How many arguments tell calls apart: in the registers of the others stands whatever was there before. */
  readonly arity: number
  /** Whether the call, with these arguments, returns by itself after some time. */
  readonly limited: (args: readonly bigint[]) => boolean
}

const forever = () => false
const untilTime = () => true
/** Whoever writes waits for a reader, who may be ourselves: we do read, and then it goes on. */
const untilRead = () => true
/** A pointer to a time span that is NULL means no limit. */
const spanAt = (index: number) => (args: readonly bigint[]) => args[index] !== 0n
/** A span in ms, a C `int`, that is negative means no limit. */
const msAt = (index: number) => (args: readonly bigint[]) =>
  BigInt.asIntN(32, args[index] ?? 0n) >= 0n

type Row = readonly [
  name: string,
  arguments: number,
  x64: number,
  arm64: number,
  awaiting: Awaiting,
  limited: Call['limited'],
]

/**
 * Numbers from arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h; a call
 * that one machine lacks has -1 there. A call that stands in no row is taken for one that ends by
 * itself: a write to a disk, a connection that is being made, and rt_sigtimedwait, which may wait for an
 * alarm that shows nowhere. Of futex(2) only the first two arguments count: the third, a condition's
 * number, is another one each time.
 */
const rows: readonly Row[] = [
  ['read', 3, 0, 63, 'data', forever],
  ['readv', 3, 19, 65, 'data', forever],
  ['recvfrom', 6, 45, 207, 'data', forever],
  ['recvmsg', 3, 47, 212, 'data', forever],
  ['recvmmsg', 5, 299, 243, 'data', spanAt(4)],
  ['accept', 3, 43, 202, 'client', forever],
  ['accept4', 4, 288, 242, 'client', forever],
  ['poll', 3, 7, -1, 'any-socket', msAt(2)],
  ['ppoll', 5, 271, 73, 'any-socket', spanAt(2)],
  ['select', 5, 23, -1, 'any-socket', spanAt(4)],
  ['pselect6', 6, 270, 72, 'any-socket', spanAt(4)],
  ['epoll_wait', 4, 232, -1, 'any-socket', msAt(3)],
  ['epoll_pwait', 6, 281, 22, 'any-socket', msAt(3)],
  ['epoll_pwait2', 6, 441, 441, 'any-socket', spanAt(3)],
  ['write', 3, 1, 64, 'reader', untilRead],
  ['writev', 3, 20, 66, 'reader', untilRead],
  ['sendto', 6, 44, 206, 'reader', untilRead],
  ['sendmsg', 3, 46, 211, 'reader', untilRead],
  ['sendmmsg', 4, 307, 269, 'reader', untilRead],
  ['sendfile', 4, 40, 71, 'reader', untilRead],
  ['futex', 2, 202, 98, 'lock', spanAt(3)],
  ['futex_waitv', 5, 449, 449, 'lock', spanAt(3)],
  ['flock', 2, 73, 32, 'lock', forever],
  ['semop', 3, 65, 193, 'lock', forever],
  ['semtimedop', 4, 220, 192, 'lock', spanAt(3)],
  ['msgrcv', 5, 70, 188, 'other', forever],
  ['mq_timedreceive', 5, 243, 183, 'other', spanAt(4)],
  ['wait4', 4, 61, 260, 'child', forever],
  ['waitid', 5, 247, 95, 'child', forever],
  ['pause', 0, 34, -1, 'signal', forever],
  ['rt_sigsuspend', 2, 130, 133, 'signal', forever],
  ['nanosleep', 2, 35, 101, 'time', untilTime],
  ['clock_nanosleep', 4, 230, 115, 'time', untilTime],
]

const tables = {
  x64: tableOf(([, , x64]) => x64),
  arm64: tableOf(([, , , arm64]) => arm64),
}

function tableOf(number: (row: Row) => number): Readonly<Record<number, Call>> {
  return Object.fromEntries(
    rows
      .filter((row) => number(row) >= 0)
      .map((row) => {
        const [name, arity, , , awaiting, limited] = row
        return [number(row), { name, arity, awaiting, limited }] as const
      }),
  )
}

/** The calls that this machine's kernel knows by number; none where its numbers aren't known here. */
export function calls(): Readonly<Record<number, Call>> {
  return process.arch === 'x64' || process.arch === 'arm64' ? tables[process.arch] : {}
}
