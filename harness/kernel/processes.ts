import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Whether this system shows its processes and their sockets in `/proc` as Linux does, see proc(5). */
export const hasProc = existsSync('/proc/self/net/tcp')

/** The process and all its descendants that are still alive; zombies are not. */
export function treeOf(root: number): number[] {
  const found: number[] = []
  const visit = (pid: number) => {
    if (!isAlive(pid)) return
    found.push(pid)
    for (const thread of entries(`/proc/${pid}/task`)) {
      const children = read(`/proc/${pid}/task/${thread}/children`)
      children.split(' ').filter(Boolean).map(Number).forEach(visit)
    }
  }
  visit(root)
  return found
}

/** The process that is the first one of a PID namespace of its own; see NSpid in proc_pid_status(5). */
export function initAmong(pids: readonly number[]): number | undefined {
  return pids.find((pid) => /^NSpid:.*\s1$/m.test(read(`/proc/${pid}/status`)))
}

/** The live processes whose environment holds this entry, `NAME=value`: daemons that left the tree too. */
export function processesWith(entry: string): number[] {
  return allProcesses().filter(
    (pid) => read(`/proc/${pid}/environ`).split('\0').includes(entry) && isAlive(pid),
  )
}

/** The process ids of all processes that this one can see. */
export function allProcesses(): number[] {
  return entries('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** Whether the process exists and has not ended; a zombie has ended. */
export function isAlive(pid: number): boolean {
  return !['', 'Z', 'X'].includes(stateOf(pid))
}

/** The state letter of a process, see proc_pid_stat(5); empty where there is none. */
function stateOf(pid: number): string {
  // The name, in parentheses, may hold anything, also more of them.
  const stat = read(`/proc/${pid}/stat`)
  return stat.charAt(stat.lastIndexOf(')') + 2)
}

/**
 * Whether a process lets its descriptors be seen. One that has given up its dumpable attribute
 * (prctl(2)) shows them only to those who have power over the namespace of the whole machine.
 */
export function showsDescriptors(pid: number): boolean {
  try {
    readdirSync(`/proc/${pid}/fd`)
    return true
  } catch (error) {
    return !['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** The inodes of all sockets that the processes hold open. */
export function socketsOf(pids: readonly number[]): Set<string> {
  const inodes = new Set<string>()
  for (const pid of pids) {
    for (const descriptor of entries(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${descriptor}`))?.[1]
      if (inode) inodes.add(inode)
    }
  }
  return inodes
}

/** The command line of a process, its arguments divided by spaces. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim()
}

/** The file's text; empty where it can't be read, since a process may end at any moment. */
export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The names in a folder; none where it can't be read. */
export function entries(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** Where a link leads; nowhere where it can't be read. */
export function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
