import { basename } from 'node:path'
import pLimit from 'p-limit'
import type { Isolation } from '../isolation/modes.ts'
import type { Report } from '../report/schema.ts'
import type { Trial, Verification } from '../report/verification.ts'
import { withoutChecks } from '../report/without-checks.ts'
import { version } from '../version.ts'
import type { GradeJob } from '../worker/messages.ts'
import { NoIsolation, runInWorker } from '../worker/start.ts'
import { fixturesOf, referenceOf } from './fixtures.ts'
import { excusedIn, outcomeOf } from './outcome.ts'

/** How the programs are tried. */
export interface VerifyJob {
  /** How one of them is graded, given the path that it lies at. */
  readonly jobFor: (spec: string, path: string) => Promise<GradeJob>
  readonly isolation: 'auto' | Isolation
  /** How many are tried at once. */
  readonly jobs: number
}

/**
 * Grades the reference of a spec, and every program of which it is known what it fails, and compares.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function verify(
  spec: string,
  job: VerifyJob,
  tell: (progress: { readonly done: number; readonly total: number }) => void,
  signal: AbortSignal,
): Promise<Verification> {
  const programs = [{ file: referenceOf(spec), fails: [] }, ...fixturesOf(spec)]
  const limit = pLimit(job.jobs)
  let done = 0
  const reports = await Promise.all(
    programs.map(({ file }) =>
      limit(async () => {
        const report = await reportOf(spec, file, job, signal)
        tell({ done: ++done, total: programs.length })
        return report
      }),
    ),
  )
  const [reference, ...fixtures] = programs.map(({ file, fails }, index): Trial => {
    const report = reports[index] as Report
    return { name: basename(file), outcome: outcomeOf(report, fails) }
  })
  const excused = new Map(reports.flatMap(excusedIn).map((each) => [each.check, each]))
  return {
    spec,
    reference: reference as Trial,
    fixtures,
    excused: [...excused.values()],
    isolation: reports.find((report) => report.isolation)?.isolation,
  }
}

async function reportOf(
  spec: string,
  path: string,
  { jobFor, isolation }: VerifyJob,
  signal: AbortSignal,
): Promise<Report> {
  const began = new Date()
  let report: Report | undefined
  try {
    if (signal.aborted) throw signal.reason
    await runInWorker(
      await jobFor(spec, path),
      isolation,
      (message) => {
        if (message.kind === 'graded') report = message.report
      },
      signal,
    )
  } catch (error) {
    if (error instanceof NoIsolation) throw error
  }
  return report ?? withoutChecks(version, path, { code: 'grader-failed' }, began)
}
