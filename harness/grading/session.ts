import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { giveTo, ownerOf, type Place } from '../isolation/confine.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import { buildSubmission } from '../program/build.ts'
import { Unusable } from '../program/problem.ts'
import type { RealPaths } from '../program/real-tools.ts'
import type { Submission } from '../program/submission.ts'
import type { Limits } from '../silence/silence.ts'
import type { NamedCheck, Spec } from '../spec/spec.ts'
import { type CheckProgress, gradeServer, type JudgedCheck } from './grade.ts'
import { type Recognition, recognise } from './recognise.ts'
import { Server } from './server.ts'

/** Everything that a grade of one submission depends on. */
export interface Job {
  readonly submission: Submission
  /** The specs to choose from: one where it is known which it is. */
  readonly specs: readonly Spec[]
  readonly port: number | undefined
  readonly seed: number
  readonly strict: boolean
  readonly wanted: (check: NamedCheck) => boolean
  readonly limits: Limits
  readonly resources: ResourceLimits
  readonly place: Place
  /** The mark of the run, by which its processes can be found. */
  readonly runId: string
  readonly tools: RealPaths
  /** Brings the submission's folder back to what it was, before the program is started anew. */
  readonly restore: () => void
  /** ms */
  readonly startTimeout: number
  /** ms */
  readonly buildTimeout: number
}

/** What a session tells while it goes on. */
export interface Progress {
  readonly building: () => void
  readonly starting: () => void
  readonly recognising: () => void
  readonly waitingForPort: (port: number) => void
  readonly check: (progress: CheckProgress) => void
}

/** What came out of a session. */
export interface Graded {
  readonly spec: Spec | undefined
  readonly recognition: Recognition | undefined
  readonly checks: readonly JudgedCheck[]
  readonly command: string | undefined
  readonly port: number | undefined
  /** Why the program could not be graded at all. */
  readonly problem: Unusable['problem'] | undefined
}

/**
 * Grades one submission from its build to its end. Whatever happens, nothing that it started is left:
 * also when `signal` ends it early.
 */
export async function gradeSubmission(
  job: Job,
  progress: Progress,
  signal: AbortSignal,
): Promise<Graded> {
  const { place, runId, resources } = job
  const out = join(place.runFolder, 'out')
  mkdirSync(out)
  giveTo(ownerOf(place.identity), out)
  let server: Server | undefined
  let clock: NodeJS.Timeout | undefined
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  interrupted.catch(() => {})
  try {
    return await Promise.race([interrupted, run()])
  } finally {
    clearTimeout(clock)
    await server?.close()
  }

  async function run(): Promise<Graded> {
    let spec = job.specs.length === 1 ? job.specs[0] : undefined
    let recognition: Recognition | undefined
    try {
      if (job.submission.build) progress.building()
      const built = await buildSubmission(job.submission, {
        out,
        place,
        limits: resources,
        runId,
        tools: job.tools,
        timeout: job.buildTimeout,
      })
      progress.starting()
      server = new Server({
        built,
        runId,
        place,
        resources,
        restore: job.restore,
        port: job.port,
        lessonPorts: [...new Set(job.specs.map(({ port }) => port))],
        limits: job.limits,
        startTimeout: job.startTimeout,
        onWaitingForPort: progress.waitingForPort,
      })
      await server.start()
      // Only now: what it waited for until here, a port above all, was not its own doing.
      clock = setTimeout(() => void server?.expire(resources.time), resources.time)
      if (!spec) {
        progress.recognising()
        recognition = await recognise(server, job.specs, basename(job.submission.title), job.seed)
        spec = recognition.spec
      }
      const checks = await gradeServer(spec, server, { ...job, onCheck: progress.check })
      return { spec, recognition, checks, ...seen(server), problem: undefined }
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      return { spec, recognition, checks: [], ...seen(server), problem: error.problem }
    }
  }
}

function seen(server: Server | undefined): Pick<Graded, 'command' | 'port'> {
  return { command: server?.lastCommand, port: server?.port || undefined }
}
