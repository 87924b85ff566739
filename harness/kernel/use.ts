import { statSync } from 'node:fs'
import { allProcesses, entries, link, read } from './processes.ts'

/** What a process has used and uses, with its threads. */
export interface Use {
  /** When it was started, in ticks since the machine was: with its number, no other process's. */
  readonly born: number
  /** Processor time of its own, ms. */
  readonly cpu: number
  /** Processor time of the children that it has waited for, ms. */
  readonly childrensCpu: number
  readonly threads: number
  /** Bytes in memory, those that it shares with others too. */
  readonly resident: number
}

/** Ticks of the clock in which the kernel tells processor time, and bytes of a page; see sysconf(3). */
const unit = { tick: 10, page: 4096 }

/** See proc_pid_stat(5); undefined where the process has gone. */
export function useOf(pid: number): Use | undefined {
  const stat = read(`/proc/${pid}/stat`)
  // The name, in parentheses, may hold anything; the state, which is field 3, follows it.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  if (fields.length < 22) return undefined
  const field = (number: number) => fields[number - 3] ?? 0
  return {
    born: field(22),
    cpu: (field(14) + field(15)) * unit.tick,
    childrensCpu: (field(16) + field(17)) * unit.tick,
    threads: field(20),
    resident: field(24) * unit.page,
  }
}

/** The memory of a process, bytes; what it shares with others by equal parts. */
export interface Memory {
  /** Its own, and that of the files that it has mapped. */
  readonly own: number
  /** Memory that belongs to no process but to a file in memory: tmpfs, memfd, shared mappings. */
  readonly shared: number
}

/** See proc_pid_smaps(5); undefined where the process has gone, or doesn't let itself be looked at. */
export function memoryOf(pid: number): Memory | undefined {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  const bytes = (name: string) =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0)
  if (rollup === '') return undefined
  const shared = bytes('Pss_Shmem')
  return { own: bytes('Pss') - shared, shared }
}

/**
 * The bytes that the files in memory take which have no name on any disk (memfd_create(2)), mapped or
 * not. Several descriptors of the same file count once.
 */
export function memoryFilesOf(pids: readonly number[]): number {
  const sizes = new Map<string, number>()
  for (const pid of pids) {
    for (const descriptor of entries(`/proc/${pid}/fd`)) {
      const path = `/proc/${pid}/fd/${descriptor}`
      if (!link(path).startsWith('/memfd:')) continue
      const file = statSync(path, { throwIfNoEntry: false })
      if (file) sizes.set(`${file.dev}:${file.ino}`, file.blocks * 512)
    }
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** How many descriptors a process holds open. */
export function descriptorCountOf(pid: number): number {
  return entries(`/proc/${pid}/fd`).length
}

/** How many threads all processes of a user have, by his real number. */
export function threadsOfUser(uid: number): number {
  return allProcesses()
    .map((pid) => read(`/proc/${pid}/status`))
    .filter((status) => status.includes(`\nUid:\t${uid}\t`))
    .reduce((sum, status) => sum + Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 0), 0)
}
