import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env, scratch, timed, workDone } from './measure.ts'
import { commandLine, type Kind, right } from './programs.ts'

/** A class as it was graded. */
export interface GradedClass {
  readonly kind: Kind
  readonly jobs: number
  /** Submissions a second. */
  readonly rate: number
  /** Of the processors that it was given: used by anything, and by students' programs. */
  readonly busy: number
  readonly students: number
}

/** Grades a class of right echo servers. @param own the processor time that one of them needs itself, ms */
export function gradeClass(kind: Kind, size: number, jobs: number, own: number): GradedClass {
  const command = commandFor(classOf(kind, size), jobs, ['--tier', 'core'])
  // What is orphaned is waited for by nobody who could tell how long it took.
  const before = workDone()
  const { wall } = timed(command)
  return {
    ...{ kind, jobs, rate: size / (wall / 1000) },
    ...{ busy: (workDone() - before) / (jobs * wall), students: (size * own) / (jobs * wall) },
  }
}

/** The most memory that the command line has had while it graded a class of this size, MiB. */
export async function memoryOf(size: number): Promise<number> {
  const only = ['--only', 'echo/returns-a-message']
  const [file = '', ...args] = commandFor(classOf('c', size), 2, only)
  const child = spawn(file, args, { env, stdio: 'ignore' })
  let peak = 0
  const look = setInterval(() => {
    peak = peakOf(child.pid ?? 0) ?? peak
  }, 50)
  await new Promise((resolve) => child.once('close', resolve))
  clearInterval(look)
  return peak
}

/** See VmHWM in proc_pid_status(5). */
function peakOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const found = /^VmHWM:\s+(\d+)/m.exec(status)?.[1]
    return found === undefined ? undefined : Number(found) / 1024
  } catch {
    // It has ended.
    return undefined
  }
}

let classes = 0

function classOf(kind: Kind, size: number): string {
  const folder = join(scratch, `class-${++classes}`)
  const text = readFileSync(right('echo', kind), 'utf8')
  for (let student = 1; student <= size; student++) {
    const own = join(folder, `student-${student}`)
    mkdirSync(own, { recursive: true })
    const comment = kind === 'c' ? '//' : '#'
    writeFileSync(join(own, `server.${kind}`), `${comment} ${student}\n${text}`)
  }
  return folder
}

function commandFor(folder: string, jobs: number, which: readonly string[]): string[] {
  const out = ['--out', `${folder}-results`, '--jobs', String(jobs)]
  return [...commandLine, 'class', folder, '--spec', 'echo', '--seed', '1', ...which, ...out]
}
