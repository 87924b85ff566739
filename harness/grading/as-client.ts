import { basename } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { ClientSpec } from '../spec/spec.ts'
import { runClientCheck } from './check-client.ts'
import { ClientProgram } from './client-program.ts'
import { gradeChecks } from './grade.ts'
import type { Recognition } from './recognise.ts'
import { recogniseClient } from './recognise-client.ts'
import type { Graded, Session } from './session.ts'

/** Grades a program as a client: the grader is its server, and its user. */
export async function gradeAsClient(session: Session): Promise<Graded> {
  const { job, built, progress, attempts } = session
  const specs: readonly ClientSpec[] = job.specs.filter((spec) => spec.role === 'client')
  const client = new ClientProgram({
    ...job,
    built,
    lessonPorts: [...new Set(specs.map(({ port }) => port))],
    onWaitingForPort: progress.waitingForPort,
    attempts,
  })
  session.begins(client)
  let spec: ClientSpec | undefined = job.specs.length === 1 ? specs[0] : undefined
  let recognition: Recognition<ClientSpec> | undefined
  const seen = () => ({ command: client.lastCommand, port: client.port || undefined })
  try {
    await client.find()
    attempts.stop()
    session.started(client)
    if (!spec) {
      progress.recognising()
      recognition = await recogniseClient(client, specs, basename(job.submission.title), job.seed)
    }
    spec ??= recognition?.spec as ClientSpec
    const checks = await gradeChecks(
      spec,
      (check, again) => runClientCheck(check, client, { seed: job.seed, again }),
      {
        ...job,
        onCheck: progress.check,
      },
    )
    return { spec, recognition, checks, ...seen(), problem: undefined }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    return { spec, recognition, checks: [], ...seen(), problem: error.problem }
  }
}
