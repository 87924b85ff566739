import { basename } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { NamedCheck, Spec } from '../spec/spec.ts'
import { gradeChecks } from './grade.ts'
import type { Outcome } from './outcome.ts'
import type { Recognition } from './recognise.ts'
import type { Graded, Session } from './session.ts'
import type { UnderTest } from './under-test.ts'

/** What differs between the roles in which a program may be graded. */
export interface InRole<Kind extends Spec> {
  readonly subject: UnderTest
  /** The specs to choose from. */
  readonly specs: readonly Kind[]
  /** Brings the program to where it listens or connects. */
  readonly find: () => Promise<void>
  readonly recognise: (name: string, seed: number) => Promise<Recognition<Kind>>
  /** Plays a check; `rest` are those that will follow. */
  readonly play: (spec: Kind, check: NamedCheck, rest: readonly NamedCheck[]) => Promise<Outcome>
}

/** Finds a program, finds out what it speaks where that isn't known, and grades it. */
export async function gradeFound<Kind extends Spec>(
  { job, progress, attempts, begins, started }: Session,
  { subject, specs, find, recognise, play }: InRole<Kind>,
): Promise<Graded> {
  begins(subject)
  let spec = job.specs.length === 1 ? specs[0] : undefined
  let recognition: Recognition<Kind> | undefined
  const seen = () => ({ command: subject.lastCommand, port: subject.port || undefined })
  try {
    await find()
    attempts.stop()
    started(subject)
    if (!spec) {
      progress.recognising()
      recognition = await recognise(basename(job.submission.title), job.seed)
      spec = recognition.spec
    }
    const chosen = spec
    const checks = await gradeChecks(chosen, (check, rest) => play(chosen, check, rest), {
      ...job,
      onCheck: progress.check,
    })
    return { spec, recognition, checks, ...seen(), problem: undefined }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { spec, recognition, checks: [], ...seen(), problem: error.problem }
  }
}
