import type { ClientSpec } from '../spec/spec.ts'
import { runClientCheck } from './check-client.ts'
import { ClientProgram } from './client-program.ts'
import { gradeFound } from './grade-found.ts'
import { optionsFor } from './options.ts'
import { recogniseClient } from './recognise-client.ts'
import type { Graded, Session } from './session.ts'

/** Grades a program as a client: the grader is its server, and its user. */
export async function gradeAsClient(session: Session): Promise<Graded> {
  const { job, attempts } = session
  const specs: readonly ClientSpec[] = job.specs.filter((spec) => spec.role === 'client')
  const client = new ClientProgram({ ...optionsFor(session, specs), attempts })
  return gradeFound(session, {
    subject: client,
    specs,
    find: () => client.find(),
    recognise: (name, seed) => recogniseClient(client, specs, name, seed),
    play: (_, check, { length }) =>
      runClientCheck(check, client, { seed: job.seed, again: length > 0 }),
  })
}
