/** The worker's own program: takes one job over its channel, grades, and tells what came out. */
import { specs } from '../../specs/index.ts'
import { makeReport, reportedProblem } from '../grading/make-report.ts'
import { Party } from '../grading/party.ts'
import { readyToTalk } from '../grading/ready-to-talk.ts'
import { Seat } from '../grading/seat.ts'
import {
  type Graded,
  gradeSubmission,
  inSession,
  type Job,
  type Progress,
} from '../grading/session.ts'
import { givenBy } from '../isolation/given.ts'
import type { Place } from '../isolation/place.ts'
import type { Copy } from '../program/copy.ts'
import { Unusable } from '../program/problem.ts'
import { instructed } from '../spec/instructed.ts'
import { checksOf, type NamedCheck, type Spec } from '../spec/spec.ts'
import { version } from '../version.ts'
import { Channel } from './channel.ts'
import type { Attending, FromWorker, GradeJob, Surroundings, ToWorker } from './messages.ts'
import { type Prepared, prepare } from './prepare.ts'

const stop = new AbortController()

/** What its world has been given: networks besides its own, and what starts programs. */
const given = givenBy(process.argv.slice(2))

/** Where a program of a pair takes its place once it is ready. */
const seat = new Seat()

const channel = new Channel<ToWorker, FromWorker>(process.stdin, process.stdout, (message) => {
  if (message.kind === 'stop') stop.abort(new Error('interrupted'))
  else if (message.kind === 'pair') seat.take(message.told)
  else if (message.kind === 'attend') void attend(message)
  else void work(message.job, message.surroundings)
})
process.stdin.on('end', () => stop.abort(new Error('abandoned')))
// Whoever sends these to the whole group has told the grader too, which says what to do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
void channel.tell({ kind: 'ready' })

async function work(job: GradeJob, surroundings: Surroundings): Promise<void> {
  const began = new Date()
  const start = performance.now()
  try {
    const graded = await grade(job, surroundings)
    const title = titleOf(job)
    const report = makeReport(
      {
        grader: version,
        began: began.toISOString(),
        milliseconds: Math.round(performance.now() - start),
        spec: graded.spec?.id ?? null,
        ...(graded.spec ? { role: graded.spec.role } : {}),
        ...(graded.spec ? { recognised: recognised(job, graded) } : {}),
        seed: job.seed,
        submission: {
          title,
          language: graded.language ?? '',
          ...(graded.command ? { command: graded.command } : {}),
          ...(graded.port ? { port: graded.port } : {}),
        },
        isolation: {
          kind: surroundings.isolation,
          sandbox: graded.place?.sandbox ?? 'none',
          ...(surroundings.why === undefined ? {} : { why: surroundings.why }),
        },
        ...(graded.problem ? { problem: reportedProblem(graded.problem, graded.copy) } : {}),
      },
      graded.checks,
      graded.spec ? checksOf(graded.spec).filter(wantedBy(job)) : [],
      graded.copy,
    )
    await channel.tell({ kind: 'graded', report })
  } catch (error) {
    if (!stop.signal.aborted) process.stderr.write(`${(error as Error).stack}\n`)
    process.exitCode = 3
  } finally {
    // Nothing that is still open may keep a worker that has told all.
    process.exit()
  }
}

function titleOf({ submission }: GradeJob): string {
  if ('command' in submission) return submission.command.join(' ')
  return submission.title ?? submission.path
}

async function grade(
  job: GradeJob,
  surroundings: Surroundings,
): Promise<Graded & { readonly language?: string; readonly place?: Place; readonly copy?: Copy }> {
  const all = specs.map((spec) => instructed(spec, job.checks))
  const chosen = all.filter(
    ({ id, role }) => id === (job.spec ?? id) && role === (job.role ?? role),
  )
  let prepared: Prepared
  try {
    prepared = prepare(job, surroundings, given)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    const spec = chosen.length === 1 ? chosen[0] : undefined
    const nothing = { recognition: undefined, checks: [], command: undefined, port: undefined }
    return { ...nothing, spec, problem: error.problem }
  }
  const { submission, place, copy } = prepared
  const graded = await gradeSubmission(
    jobOf(job, surroundings, prepared, chosen),
    progress,
    stop.signal,
  )
  return { ...graded, language: submission.language, place, copy }
}

/** What of the worker's job concerns those who talk to the program. */
function jobOf(
  job: GradeJob,
  { runId, tools }: Surroundings,
  { submission, place, copy }: Prepared,
  chosen: readonly Spec[],
): Job {
  const wanted = wantedBy(job)
  return { ...job, submission, place, runId, tools, restore: copy.restore, specs: chosen, wanted }
}

const progress: Progress = {
  building: () => void channel.tell({ kind: 'building' }),
  starting: () => void channel.tell({ kind: 'starting' }),
  recognising: () => void channel.tell({ kind: 'recognising' }),
  waitingForPort: (waited) => void channel.tell({ kind: 'waiting-for-port', port: waited }),
  check: ({ check, done, total }) =>
    void channel.tell({ kind: 'checking', check: check.id, done, total }),
}

/** Brings a program to where it can talk to its partner, and stays with it until told to stop. */
async function attend({
  job,
  role,
  avoids,
  surroundings,
}: Extract<ToWorker, { kind: 'attend' }>): Promise<void> {
  const { isolation, why } = surroundings
  let prepared: Prepared | undefined
  const party = (facts: Partial<Attending>): Attending => ({
    submission: { title: titleOf(job), language: prepared?.submission.language ?? '' },
    isolation: {
      kind: isolation,
      sandbox: prepared?.place.sandbox ?? 'none',
      ...(why === undefined ? {} : { why }),
    },
    likenesses: [],
    ...facts,
  })
  try {
    prepared = prepare(job, surroundings, given)
    const chosen = specs.filter((spec) => spec.role === role && spec.id === (job.spec ?? spec.id))
    await inSession(
      jobOf(job, surroundings, prepared, chosen),
      progress,
      stop.signal,
      async (session) => {
        const { talker, likenesses, command, port } = await readyToTalk(session, role, avoids)
        const { submission } = party({})
        await channel.tell({
          kind: 'attending',
          party: party({ submission: { ...submission, command, port }, likenesses }),
        })
        seat.sit(
          new Party(talker, prepared?.copy, (tells) => void channel.tell({ kind: 'pair', tells })),
        )
        await new Promise(() => {})
      },
    )
  } catch (error) {
    if (error instanceof Unusable) {
      const problem = reportedProblem(error.problem, prepared?.copy)
      await channel.tell({ kind: 'attending', party: party({ problem }) })
    } else if (!stop.signal.aborted) {
      process.stderr.write(`${(error as Error).stack}\n`)
      process.exitCode = 3
    }
  } finally {
    process.exit()
  }
}

/** Whether a job asks for a check, and not only for what needs it. */
function wantedBy({ only, tier }: GradeJob): (check: NamedCheck) => boolean {
  return (check) =>
    !check.dropped &&
    (only.length > 0 ? only.includes(check.id) : tier === 'all' || check.tier === 'core')
}

function recognised(job: GradeJob, { recognition }: Graded) {
  if (!recognition) return { from: job.specFrom ?? ('option' as const) }
  return {
    from: 'conversation' as const,
    likeness: recognition.likeness,
    others: recognition.others.map(({ spec, likeness }) => ({ spec: spec.id, likeness })),
  }
}
