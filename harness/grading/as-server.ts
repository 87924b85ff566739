import type { Problem } from '../program/problem.ts'
import type { ServerSpec } from '../spec/spec.ts'
import { runCheck } from './check.ts'
import { gradeFound } from './grade-found.ts'
import { optionsFor } from './options.ts'
import { recognise } from './recognise.ts'
import { Server } from './server.ts'
import type { Graded, Session } from './session.ts'

/**
 * Grades a program as a server.
 * @returns undefined where it turns out to be a client, and may be one
 */
export async function gradeAsServer(session: Session): Promise<Graded | undefined> {
  const { job, attempts } = session
  const specs: readonly ServerSpec[] = job.specs.filter((spec) => spec.role === 'server')
  const mayBeClient = specs.length < job.specs.length
  let listens = false
  /** Whether what was played last is the end of a server that does what is asked. */
  let over = false
  const server = new Server({
    ...optionsFor(session, specs),
    connects: () => !listens && attempts.ports.length > 0,
  })
  const graded = await gradeFound(session, {
    subject: server,
    specs,
    find: async () => {
      await server.start()
      listens = true
    },
    recognise: (name, seed) => recognise(server, specs, name, seed),
    play: async ({ serves }, check, rest) => {
      const once = serves === 'once'
      const outcome = await runCheck(check, server, {
        seed: job.seed,
        anew: over ? 'always' : once ? 'unless-accepting' : 'if-busy',
        rest,
        once,
      })
      over = check.ends ?? false
      // Whatever it was that failed is not left over for the next.
      if (outcome.verdict !== 'passed' || (job.strict && !outcome.strict)) await server.stop()
      return outcome
    },
  })
  if (!graded.problem || !mayBeClient || !isClient(graded.problem, session)) return graded
  await server.close()
  return undefined
}

/** Whether a program that didn't listen has tried to connect instead, or its text speaks of that alone. */
function isClient(problem: Problem, { attempts, built }: Session): boolean {
  if (problem.code !== 'exited' && problem.code !== 'never-listened') return false
  const said = new TextDecoder().decode(problem.output)
  return attempts.ports.length > 0 || /refused/i.test(said) || built.submission.connects
}
