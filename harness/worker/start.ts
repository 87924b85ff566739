import { resolve } from 'node:path'
import { type Isolation, modesFor } from '../isolation/modes.ts'
import type { RealPaths, RealTools } from '../program/real-tools.ts'
import type { Role } from '../spec/spec.ts'
import { takeAhead, toolsAhead } from './ahead.ts'
import { Conversation, type Heed } from './conversation.ts'
import type { FromWorker, GradeJob, Surroundings, ToWorker } from './messages.ts'
import { beginRun, type Run } from './run-folder.ts'
import { startWorker, worldOf } from './world.ts'

/** How long it may take besides what its job allows, ms: others may hold its port. */
const slack: Readonly<Record<Isolation, number>> = { namespaces: 60_000, none: 900_000 }

/** No way of starting a worker apart from the rest works here; the message is what the tools said. */
export class NoIsolation extends Error {}

/** What a worker is started for. */
interface Errand {
  readonly job: GradeJob
  readonly wanted: 'auto' | Isolation
  /** The first thing that it is told. */
  readonly opening: (surroundings: Surroundings) => ToWorker
  readonly onMessage: Heed
  /** The worker is ready, in a world of this kind. */
  readonly onReady?: (isolation: Isolation) => void
}

/**
 * Starts a worker in the best isolation that the machine allows, gives it the job, and passes on what
 * it tells until it has told all. Nothing of the run is left afterwards.
 * @param tools what is known of the tools that run programs, where several are graded
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function runInWorker(
  job: GradeJob,
  wanted: 'auto' | Isolation,
  onMessage: (message: FromWorker) => void,
  signal: AbortSignal,
  tools = toolsAhead(),
): Promise<void> {
  const opening = (surroundings: Surroundings) => ({ kind: 'grade', job, surroundings }) as const
  await inRun({ job, wanted, opening, onMessage }, signal, tools)
}

/** A program of a pair, and how it is listened to. */
export interface Attendance extends Pick<Errand, 'job' | 'wanted' | 'onMessage' | 'onReady'> {
  readonly role: Role
  /** The port of its partner, where both share a network. */
  readonly avoids: number | undefined
}

/**
 * The same for a program of a pair, which stays until the signal is given.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function attendInWorker(
  attendance: Attendance,
  signal: AbortSignal,
  tools = toolsAhead(),
): Promise<void> {
  const { job, role, avoids } = attendance
  const opening = (surroundings: Surroundings) =>
    ({ kind: 'attend', job, role, avoids, surroundings }) as const
  await inRun({ ...attendance, opening }, signal, tools)
}

async function inRun(errand: Errand, signal: AbortSignal, tools: RealTools): Promise<void> {
  const { submission, from } = errand.job
  const ahead = await takeAhead(errand.wanted, errand.job.resources)
  const run = ahead?.run ?? beginRun()
  // Asked for while the worker starts.
  const real = 'path' in submission ? tools.of(resolve(from, submission.path)) : {}
  let isolation: Isolation | undefined
  try {
    isolation = await inBestMode(run, ahead?.worker, errand, signal, real)
  } finally {
    await run.end(isolation === 'namespaces')
  }
}

async function inBestMode(
  run: Run,
  ahead: Conversation | undefined,
  errand: Errand,
  signal: AbortSignal,
  real: RealPaths | Promise<RealPaths>,
): Promise<Isolation> {
  const { job, wanted, opening, onMessage, onReady } = errand
  const refusals: string[] = []
  for (const [index, mode] of modesFor(wanted, worldOf(run, job.resources)).entries()) {
    const worker = (index === 0 && ahead) || new Conversation(startWorker(mode))
    if (await worker.ready) {
      const { isolation, identity } = mode
      onReady?.(isolation)
      const why = refusals.length > 0 && isolation === 'none' ? refusals.join('; ') : undefined
      const surroundings = {
        ...{ isolation, identity, why, tools: await real },
        ...{ runFolder: run.folder, runId: run.id },
      }
      const longest = longestOf(job, isolation)
      await worker.untilToldAll(opening(surroundings), onMessage, longest, signal)
      return isolation
    }
    refusals.push(worker.complaints)
  }
  throw new NoIsolation(refusals.join('; '))
}

/**
 * How long a worker may take at most, ms: it keeps to its job's own limits, and to be told by its end that
 * it doesn't is worth waiting for.
 */
function longestOf(
  { buildTimeout, startTimeout, resources }: GradeJob,
  isolation: Isolation,
): number {
  return buildTimeout + startTimeout + resources.time + slack[isolation]
}
