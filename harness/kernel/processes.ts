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

/** What the kernel calls a process or thread, by the text of its status; see proc_pid_status(5). */
export function nameIn(status: string): string {
  return /^Name:\s+(.*)$/m.exec(status)?.[1] ?? ''
}

/** The process that is the first one of a PID namespace of its own; see NSpid in proc_pid_status(5). */
export function initAmong(pids: readonly number[]): number | undefined {
  return pids.find((pid) => /^NSpid:.*\s1$/m.test(read(`/proc/${pid}/status`)))
}

/** The live processes whose environment holds this entry, `NAME=value`: daemons that left the tree too. */
export function processesWith(entry: string): number[] {
  return allProcesses().filter((pid) => hasInEnvironment(pid, entry) && isAlive(pid))
}

function hasInEnvironment(pid: number, entry: string): boolean {
  return read(`/proc/${pid}/environ`).split('\0').includes(entry)
}

/** How long it is remembered that a process is somebody else's, ms: its number may be given anew. */
const remembered = 1_000

/**
 * The processes whose environment holds an entry, for who asks again and again: of each process, its
 * environment is read once a second.
 */
export class MarkedProcesses {
  readonly #entry: string
  #others = new Set<number>()
  #since = 0

  constructor(entry: string) {
    this.#entry = entry
  }

  alive(): number[] {
    if (performance.now() - this.#since > remembered) {
      this.#others = new Set()
      this.#since = performance.now()
    }
    return allProcesses().filter((pid) => {
      if (this.#others.has(pid)) return false
      if (hasInEnvironment(pid, this.#entry)) return isAlive(pid)
      this.#others.add(pid)
      return false
    })
  }
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

/** What the descriptors of a process stand for, `socket:[1234]` for one; see proc_pid_fd(5). */
export function descriptorsOf(pid: number): string[] {
  return entries(`/proc/${pid}/fd`).map((number) => descriptorOf(pid, Number(number)))
}

/** What one descriptor of a process stands for; empty where it has none of that number. */
export function descriptorOf(pid: number, number: number): string {
  return link(`/proc/${pid}/fd/${number}`)
}

/** The inode of the socket that a descriptor stands for; undefined where it is none. */
export function socketIn(descriptor: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(descriptor)?.[1]
}

/** The inodes of all sockets that the processes hold open. */
export function socketsOf(pids: readonly number[]): Set<string> {
  const inodes = pids.flatMap((pid) => descriptorsOf(pid).map(socketIn))
  return new Set(inodes.filter((inode) => inode !== undefined))
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
