/** The worker's own program: takes one job over its channel, grades, and tells what came out. */
import { specs } from '../../specs/index.ts'
import { Unusable } from '../program/problem.ts'
import { resolveCommand, resolveSubmission } from '../program/resolve.ts'
import type { Submission } from '../program/submission.ts'
import { version } from '../version.ts'
import { makeReport, reportedProblem } from './make-report.ts'
import type { FromWorker, GradeJob, ToWorker } from './messages.ts'
import { type Graded, gradeSubmission } from './session.ts'

const stop = new AbortController()

process.on('message', (message: ToWorker) => {
  if (message.kind === 'stop') stop.abort(new Error('interrupted'))
  else void work(message)
})
process.on('disconnect', () => stop.abort(new Error('abandoned')))
// Whoever sends these to the whole group has told the grader too, which says what to do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
tell({ kind: 'ready' })

function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, () => resolve())
    else resolve()
  })
}

async function work(job: GradeJob): Promise<void> {
  try {
    const graded = await grade(job)
    const title = 'path' in job.submission ? job.submission.path : job.submission.command.join(' ')
    const report = makeReport(
      {
        grader: version,
        spec: graded.spec?.id ?? null,
        ...(graded.spec ? { recognised: recognised(job, graded) } : {}),
        seed: job.seed,
        submission: {
          title,
          language: graded.language ?? '',
          ...(graded.command ? { command: graded.command } : {}),
          ...(graded.port ? { port: graded.port } : {}),
        },
        ...(graded.problem ? { problem: reportedProblem(graded.problem) } : {}),
      },
      graded.checks,
    )
    await tell({ kind: 'graded', report })
  } catch (error) {
    if (!stop.signal.aborted) process.stderr.write(`${(error as Error).stack}\n`)
    process.exitCode = 3
  } finally {
    // Nothing that is still open may keep a worker that has told all.
    process.exit()
  }
}

async function grade(job: GradeJob): Promise<Graded & { readonly language: string | undefined }> {
  const chosen = job.spec ? specs.filter(({ id }) => id === job.spec) : specs
  let submission: Submission
  try {
    submission = submitted(job)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    const spec = chosen.length === 1 ? chosen[0] : undefined
    const nothing = { recognition: undefined, checks: [], command: undefined, port: undefined }
    return { ...nothing, spec, language: undefined, problem: error.problem }
  }
  const { port, seed, strict, limits, startTimeout, buildTimeout } = job
  const graded = await gradeSubmission(
    {
      submission,
      specs: chosen,
      port,
      seed,
      strict,
      wanted: (check) =>
        job.only.length > 0
          ? job.only.includes(check.id)
          : job.tier === 'all' || check.tier === 'core',
      limits,
      startTimeout,
      buildTimeout,
    },
    {
      building: () => void tell({ kind: 'building' }),
      starting: () => void tell({ kind: 'starting' }),
      recognising: () => void tell({ kind: 'recognising' }),
      waitingForPort: (waited) => void tell({ kind: 'waiting-for-port', port: waited }),
      check: ({ check, done, total }) =>
        void tell({ kind: 'checking', check: check.id, done, total }),
    },
    stop.signal,
  )
  return { ...graded, language: submission.language }
}

/** What is to be graded, its commands replaced by those of the settings. */
function submitted({ submission, from, run, build }: GradeJob): Submission {
  if ('command' in submission) return resolveCommand(submission.command, from)
  if (run === undefined) return resolveSubmission(submission.path, from)
  const shell = (command: string) => ['sh', '-c', command]
  return {
    ...resolveCommand(shell(run), from),
    title: submission.path,
    build: build === undefined ? undefined : shell(build),
  }
}

function recognised(job: GradeJob, { recognition }: Graded) {
  if (!recognition) return { from: job.specFrom ?? ('option' as const) }
  return {
    from: 'conversation' as const,
    likeness: recognition.likeness,
    others: recognition.others.map(({ spec, likeness }) => ({ spec: spec.id, likeness })),
  }
}
