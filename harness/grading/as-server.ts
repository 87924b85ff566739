import { basename } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { ServerSpec } from '../spec/spec.ts'
import { runCheck } from './check.ts'
import { gradeChecks } from './grade.ts'
import { type Recognition, recognise } from './recognise.ts'
import { Server } from './server.ts'
import type { Graded, Session } from './session.ts'

/**
 * Grades a program as a server.
 * @returns undefined where it turns out to be a client, and may be one
 */
export async function gradeAsServer(session: Session): Promise<Graded | undefined> {
  const { job, built, progress, attempts } = session
  const specs: readonly ServerSpec[] = job.specs.filter((spec) => spec.role === 'server')
  const mayBeClient = specs.length < job.specs.length
  let listens = false
  const server = new Server({
    ...job,
    built,
    lessonPorts: [...new Set(specs.map(({ port }) => port))],
    onWaitingForPort: progress.waitingForPort,
    connects: () => !listens && attempts.ports.length > 0,
  })
  session.begins(server)
  let spec: ServerSpec | undefined = job.specs.length === 1 ? specs[0] : undefined
  let recognition: Recognition<ServerSpec> | undefined
  const seen = () => ({ command: server.lastCommand, port: server.port || undefined })
  try {
    await server.start()
    listens = true
    attempts.stop()
    session.started(server)
    if (!spec) {
      progress.recognising()
      recognition = await recognise(server, specs, basename(job.submission.title), job.seed)
    }
    spec ??= recognition?.spec as ServerSpec
    const once = spec.serves === 'once'
    const checks = await gradeChecks(
      spec,
      async (check, again) => {
        const outcome = await runCheck(check, server, {
          seed: job.seed,
          anew: once ? 'unless-accepting' : 'if-busy',
          again: once && again,
        })
        // Whatever it was that failed is not left over for the next.
        if (outcome.verdict !== 'passed' || (job.strict && !outcome.strict)) await server.stop()
        return outcome
      },
      { ...job, onCheck: progress.check },
    )
    return { spec, recognition, checks, ...seen(), problem: undefined }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    if (mayBeClient && isClient(error, session)) {
      await server.close()
      return undefined
    }
    return { spec, recognition, checks: [], ...seen(), problem: error.problem }
  }
}

/** Whether a program that didn't listen has tried to connect instead, or its text speaks of that alone. */
function isClient({ problem }: Unusable, { attempts, built }: Session): boolean {
  if (problem.code !== 'exited' && problem.code !== 'never-listened') return false
  const said = new TextDecoder().decode(problem.output)
  return attempts.ports.length > 0 || /refused/i.test(said) || built.submission.connects
}
