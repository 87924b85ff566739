import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { FoundSubmission } from '../intake/found.ts'
import { openSubmission } from '../intake/open.ts'
import type { Isolation } from '../isolation/modes.ts'
import { Unusable } from '../program/problem.ts'
import type { RealTools } from '../program/real-tools.ts'
import type { Report } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import type { FromWorker, GradeJob } from '../worker/messages.ts'
import { NoIsolation, runInWorker } from '../worker/start.ts'
import { fingerprint } from './fingerprint.ts'
import type { Result, Results } from './results.ts'

/** Which results are made again although nothing that they depend on has changed. */
export const reruns = ['none', 'failed', 'errored', 'all'] as const

export type Rerun = (typeof reruns)[number]

/** What a class is graded by. */
export interface ClassJob {
  readonly submissions: readonly FoundSubmission[]
  /** How one of them is graded, given the path that it lies at. @throws Unusable where its settings are wrong */
  readonly jobFor: (submission: FoundSubmission, path: string) => Promise<GradeJob>
  /** The report of one that can't be tried at all. */
  readonly reportOf: (submission: FoundSubmission, problem: Unusable['problem']) => Report
  readonly isolation: 'auto' | Isolation
  /** How many are graded at once. */
  readonly jobs: number
  readonly rerun: Rerun
  readonly results: Results<Result>
  /** A folder for what is unpacked; it is emptied again. */
  readonly scratch: string
  /** What is found out about the tools that run programs, for all of them. */
  readonly tools: RealTools
  /** The mark of the grader. */
  readonly grader: string
}

/** What a run tells of one submission: what it is at, then what came out. */
export type ClassProgress =
  | { readonly kind: 'doing'; readonly message: FromWorker }
  | { readonly kind: 'done'; readonly result: Result; readonly reused: boolean }

/**
 * Grades all submissions, several at once, and keeps each result as soon as it is known. One that hangs,
 * crashes or can't be read costs nobody else anything. Ends early when the signal says so.
 */
export async function gradeClass(
  job: ClassJob,
  tell: (submission: FoundSubmission, progress: ClassProgress) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(job.jobs)
  await Promise.all(
    job.submissions.map((submission, index) =>
      limit(async () => {
        if (signal.aborted) return
        const place = join(job.scratch, String(index))
        mkdirSync(place, { recursive: true })
        try {
          await gradeOne(submission, place, job, (progress) => tell(submission, progress), signal)
        } finally {
          rmSync(place, { recursive: true, force: true })
        }
      }),
    ),
  )
}

async function gradeOne(
  submission: FoundSubmission,
  place: string,
  job: ClassJob,
  tell: (progress: ClassProgress) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const began = performance.now()
  let report: Report | undefined
  let mark = ''
  let failure: string | undefined
  try {
    const path = await openSubmission(submission, place)
    const gradeJob = await job.jobFor(submission, path)
    mark = fingerprint(path, gradeJob, job.grader)
    const known = job.results.of(submission.id)
    if (known && known.fingerprint === mark && !isWanted(known, job.rerun)) {
      await tell({ kind: 'done', result: known, reused: true })
      return
    }
    await runInWorker(
      gradeJob,
      job.isolation,
      (message) => {
        if (message.kind === 'graded') report = message.report
        else void tell({ kind: 'doing', message })
      },
      signal,
      job.tools,
    )
  } catch (error) {
    // That nothing can be kept apart here is true of all of them.
    if (error instanceof NoIsolation) throw error
    if (error instanceof Unusable) report = job.reportOf(submission, error.problem)
    else failure = (error as Error).message
  }
  // What was broken off is no result, and is done again the next time.
  if (signal.aborted) return
  const milliseconds = Math.round(performance.now() - began)
  const result = {
    fingerprint: mark,
    milliseconds,
    ...(report ? { report } : { failure: failure ?? 'the worker told no report' }),
  }
  job.results.keep(submission.id, result)
  await tell({ kind: 'done', result, reused: false })
}

/** Whether a result that is still good is to be made again all the same. */
function isWanted({ report }: Result, rerun: Rerun): boolean {
  if (rerun === 'all') return true
  const standing = report ? standingOf(report) : 'not-judged'
  return rerun === 'errored'
    ? standing === 'not-judged'
    : rerun === 'failed' && standing !== 'passed'
}
