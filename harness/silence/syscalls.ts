/** A call in which a thread can be blocked. */
export interface Call {
  readonly name: string
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

type Row = readonly [name: string, x64: number, arm64: number, limited: Call['limited']]

/**
 * Numbers from arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h; a call
 * that one machine lacks has -1 there.
 */
const rows: readonly Row[] = [
  ['read', 0, 63, forever],
  ['write', 1, 64, untilRead],
  ['readv', 19, 65, forever],
  ['writev', 20, 66, untilRead],
  ['poll', 7, -1, msAt(2)],
  ['ppoll', 271, 73, spanAt(2)],
  ['select', 23, -1, spanAt(4)],
  ['pselect6', 270, 72, spanAt(4)],
  ['epoll_wait', 232, -1, msAt(3)],
  ['epoll_pwait', 281, 22, msAt(3)],
  ['epoll_pwait2', 441, 441, spanAt(3)],
  ['accept', 43, 202, forever],
  ['accept4', 288, 242, forever],
  ['recvfrom', 45, 207, forever],
  ['recvmsg', 47, 212, forever],
  ['sendto', 44, 206, untilRead],
  ['sendmsg', 46, 211, untilRead],
  ['sendfile', 40, 71, untilRead],
  ['wait4', 61, 260, forever],
  ['waitid', 247, 95, forever],
  ['pause', 34, -1, forever],
  ['rt_sigsuspend', 130, 133, forever],
  ['rt_sigtimedwait', 128, 137, spanAt(2)],
  ['futex', 202, 98, spanAt(3)],
  ['nanosleep', 35, 101, untilTime],
  ['clock_nanosleep', 230, 115, untilTime],
]

const tables = {
  x64: tableOf(([, x64]) => x64),
  arm64: tableOf(([, , arm64]) => arm64),
}

function tableOf(number: (row: Row) => number): Readonly<Record<number, Call>> {
  return Object.fromEntries(
    rows
      .filter((row) => number(row) >= 0)
      .map((row) => [number(row), { name: row[0], limited: row[3] }] as const),
  )
}

/** The calls that this machine's kernel knows by number; none where its numbers aren't known here. */
export function calls(): Readonly<Record<number, Call>> {
  return process.arch === 'x64' || process.arch === 'arm64' ? tables[process.arch] : {}
}
