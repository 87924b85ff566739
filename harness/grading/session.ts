import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ResourceLimits } from '../isolation/limits.ts'
import { giveTo, ownerOf } from '../isolation/owner.ts'
import type { Place } from '../isolation/place.ts'
import { Attempts } from '../program/attempts.ts'
import { type Built, buildSubmission } from '../program/build.ts'
import { Unusable } from '../program/problem.ts'
import type { RealPaths } from '../program/real-tools.ts'
import type { Submission } from '../program/submission.ts'
import type { Limits } from '../silence/listening.ts'
import type { NamedCheck, Role, Spec } from '../spec/spec.ts'
import { gradeAsClient } from './as-client.ts'
import { gradeAsServer } from './as-server.ts'
import type { CheckProgress, JudgedCheck } from './grade.ts'
import type { Recognition } from './recognise.ts'
import type { UnderTest } from './under-test.ts'

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
  /** Brings the submission's folder back to what it was, and tells whether the program had changed it. */
  readonly restore: () => boolean
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

/** What grading in a role needs of the session that it is a part of. */
export interface Session {
  readonly job: Job
  readonly built: Built
  readonly progress: Progress
  /** Where the program is seen to connect, while the role is open. */
  readonly attempts: Attempts
  /** A program under test is about to be started, and is to be closed at the end. */
  readonly begins: (subject: UnderTest) => void
  /** It has been started: its time begins. */
  readonly started: (subject: UnderTest) => void
}

/** Grades one submission from its build to its end. */
export async function gradeSubmission(
  job: Job,
  progress: Progress,
  signal: AbortSignal,
): Promise<Graded> {
  try {
    return await inSession(job, progress, signal, async (session) => {
      const graded = rolesOf(job.specs).includes('server')
        ? await gradeAsServer(session)
        : undefined
      return graded ?? (await gradeAsClient(session))
    })
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    const spec = job.specs.length === 1 ? job.specs[0] : undefined
    const nothing = { recognition: undefined, command: undefined, port: undefined }
    return { ...nothing, spec, checks: [], problem: error.problem }
  }
}

/**
 * Builds a submission and does something with it. Whatever happens, nothing that it started is left:
 * also when `signal` ends it early.
 * @throws Unusable where it can't be built
 */
export async function inSession<Result>(
  job: Job,
  progress: Progress,
  signal: AbortSignal,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { place, runId, resources } = job
  const out = join(place.runFolder, 'out')
  mkdirSync(out)
  giveTo(ownerOf(place.identity), out)
  const subjects: UnderTest[] = []
  let clock: NodeJS.Timeout | undefined
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  interrupted.catch(() => {})
  try {
    return await Promise.race([interrupted, run()])
  } finally {
    clearTimeout(clock)
    for (const subject of subjects) await subject.close()
  }

  async function run(): Promise<Result> {
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
    const attempts = await Attempts.watch(
      place.isolation === 'namespaces' && rolesOf(job.specs).includes('client'),
    )
    try {
      return await use({
        job,
        built,
        progress,
        attempts,
        begins: (subject) => {
          subjects.push(subject)
        },
        // Only now: what it waited for until here, a port above all, was not its own doing.
        started: (subject) => {
          clock = setTimeout(() => void subject.expire(resources.time), resources.time)
        },
      })
    } finally {
      attempts.stop()
    }
  }
}

function rolesOf(specs: readonly Spec[]): Role[] {
  return [...new Set(specs.map(({ role }) => role))]
}
