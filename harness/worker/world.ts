import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { ResourceLimits } from '../isolation/limits.ts'
import type { Mode, World } from '../isolation/modes.ts'
import { ownPrograms } from '../package-folder.ts'
import { passedOnVariables } from '../program/environment.ts'
import type { Run } from './run-folder.ts'

/** A worker's process, which is spoken to over its standard streams. */
export type WorkerProcess = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * The variables that name a folder where each process of the grader is to write its share: of its coverage, and
 * of what V8 has compiled of it.
 */
const sharing = ['NODE_V8_COVERAGE', 'SOCKGRADE_COMPILED'] as const

const [shares] = sharing.flatMap((name) => {
  const folder = process.env[name]
  return folder ? [{ name, folder }] : []
})

function environment(): Record<string, string> {
  return { ...passedOnVariables(), ...(shares ? { [shares.name]: shares.folder } : {}) }
}

/** What the world of a run's worker is made for. */
export function worldOf({ folder }: Run, limits: ResourceLimits): World {
  return { runFolder: folder, limits, writable: shares?.folder, environment: environment() }
}

/** Starts a worker, which says when it is ready. */
export function startWorker({ prefix }: Mode): WorkerProcess {
  const [file = '', ...args] = [...prefix, process.execPath, ownPrograms.worker]
  return spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment() })
}
