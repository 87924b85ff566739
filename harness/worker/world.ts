import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { ResourceLimits } from '../isolation/limits.ts'
import type { Mode, World } from '../isolation/modes.ts'
import { ownPrograms } from '../package-folder.ts'
import { passedOnVariables } from '../program/environment.ts'
import type { Run } from './run-folder.ts'

/** A worker's process, which is spoken to over its standard streams. */
export type WorkerProcess = ChildProcessByStdio<Writable, Readable, Readable>

/** Where the grader's own coverage is measured, the worker has to write down its share. */
const writable = process.env.NODE_V8_COVERAGE

function environment(): Record<string, string> {
  return { ...passedOnVariables(), ...(writable ? { NODE_V8_COVERAGE: writable } : {}) }
}

/** What the world of a run's worker is made for. */
export function worldOf({ folder }: Run, limits: ResourceLimits): World {
  return { runFolder: folder, limits, writable, environment: environment() }
}

/** Starts a worker, which says when it is ready. */
export function startWorker({ prefix }: Mode): WorkerProcess {
  const [file = '', ...args] = [...prefix, process.execPath, ownPrograms.worker]
  return spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env: environment() })
}
