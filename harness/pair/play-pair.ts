import { pairs } from '../../specs/pairs.ts'
import { reportedFailure, reportedTranscript } from '../grading/make-report.ts'
import type { Isolation } from '../isolation/modes.ts'
import type { RealTools } from '../program/real-tools.ts'
import type { PairReport } from '../report/pair-schema.ts'
import { isGradersFault } from '../report/standing.ts'
import type { Failure } from '../spec/failure.ts'
import type { Pair } from '../spec/pair.ts'
import { randomFrom } from '../spec/random.ts'
import { type Role, roles } from '../spec/spec.ts'
import { version } from '../version.ts'
import type { Attending, FromWorker, GradeJob } from '../worker/messages.ts'
import { Conversation } from './conversation.ts'
import { protocolOf } from './protocol.ts'
import { type Judgement, judge } from './referee.ts'
import { Relay, type RelayDelivery } from './relay.ts'
import { Stand } from './stand.ts'

/** A server and a client, and how they are brought together. */
export interface PairJob {
  readonly server: GradeJob
  readonly client: GradeJob
  readonly isolation: 'auto' | Isolation
  readonly delivery: RelayDelivery
  /** What is known of the tools that run programs, where many are run. */
  readonly tools?: RealTools
}

type Progress = (role: Role, message: FromWorker) => void

/** What is known only once nobody does anything any more. */
const onSilence: readonly Failure['code'][] = [
  'silent',
  'stayed-open',
  'kept-running',
  'not-served',
  'not-printed',
  'never-connected',
]

/** What buffering, or the want of a terminal, can be the cause of. */
const deaf: Readonly<Record<Role, readonly Failure['code'][]>> = {
  server: ['not-printed'],
  client: ['silent', 'never-connected', 'closed-early', 'crashed', 'not-printed'],
}

/**
 * Runs a server with a client, the grader between them, and tells who broke the protocol. A program that
 * may only lack a terminal is given one before it is told so.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function playPair(
  job: PairJob,
  progress: Progress,
  signal: AbortSignal,
): Promise<PairReport> {
  const report = await playOnce(job, undefined, progress, signal)
  const { brokenBy, failure } = report
  if (!brokenBy || !failure || !deaf[brokenBy].includes(failure.code)) return report
  if (brokenBy === 'client' && !report.transcript.some(({ kind }) => kind === 'typed'))
    return report
  const onTerminal = await playOnce(job, brokenBy, progress, signal)
  return onTerminal.verdict === 'kept' ? onTerminal : report
}

async function playOnce(
  job: PairJob,
  terminal: Role | undefined,
  progress: Progress,
  signal: AbortSignal,
): Promise<PairReport> {
  const began = new Date()
  const start = performance.now()
  const conversation = new Conversation()
  const { seed, resources, strict } = job.server
  const stands: Partial<Record<Role, Stand>> = {}
  const relay = new Relay(
    conversation,
    {
      server: (told) => stands.server?.tell(told),
      client: (told) => stands.client?.tell(told),
    },
    job.delivery,
    randomFrom(seed, 'delivery'),
  )
  const stand = (role: Role, avoids?: number) => {
    const made = new Stand({
      ...{ job: job[role], role, isolation: job.isolation, avoids, tools: job.tools },
      onProgress: (message) => progress(role, message),
      onTells: (tells) => relay.takes(role, tells),
    })
    stands[role] = made
    return made
  }
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('interrupted')))
    if (signal.aborted) reject(new Error('interrupted'))
  })
  interrupted.catch(() => {})
  const clock = setTimeout(() => conversation.expire(), resources.time)
  try {
    return await Promise.race([interrupted, played()])
  } finally {
    clearTimeout(clock)
    conversation.expire()
    await Promise.allSettled(roles.map((role) => stands[role]?.end()))
  }

  async function played(): Promise<PairReport> {
    const server = stand('server')
    // Where both share a network, the client has to keep off the server's port, which must be known.
    const shared = (await server.isolation) === 'none'
    const client = shared
      ? stand('client', (await server.attending).submission.port)
      : stand('client')
    const parties = { server: await server.attending, client: await client.attending }
    const pair = pairOf(job, parties)
    const reported = (judgement: Judgement | undefined) =>
      reportOf(
        {
          ...{ seed, delivery: job.delivery, began: began.toISOString() },
          milliseconds: Math.round(performance.now() - start),
          ...parties,
        },
        pair,
        job,
        judgement,
        conversation,
      )
    if (!pair || parties.server.problem || parties.client.problem) return reported(undefined)
    const begin = async () => {
      for (const role of roles) {
        relay.begins(role, terminal === role)
        await conversation.started(role)
      }
    }
    const worker = Promise.race([server.gone, client.gone]).then(() => {
      throw new Error('a worker has ended in the middle of the conversation')
    })
    worker.catch(() => {})
    const types = (line: Uint8Array) => relay.types(line)
    const random = randomFrom(seed, pair.server)
    const means = { random, strict, types, begin }
    return reported(await Promise.race([judge(pair, conversation, means), worker]))
  }
}

/** The protocol that was named, or that the two are most like. */
function pairOf(job: PairJob, { server, client }: Record<Role, Attending>): Pair | undefined {
  const named = job.server.spec
  if (named !== undefined) return pairs.find((pair) => pair.server === named)
  return protocolOf(pairs, server.likenesses, client.likenesses)
}

type Frame = Pick<PairReport, 'seed' | 'delivery' | 'began' | 'milliseconds'> &
  Readonly<Record<Role, Attending>>

function reportOf(
  { server, client, ...frame }: Frame,
  pair: Pair | undefined,
  job: PairJob,
  judgement: Judgement | undefined,
  conversation: Conversation,
): PairReport {
  const program = ({ submission, isolation, problem }: Attending) => ({
    ...submission,
    isolation,
    ...(problem ? { problem } : {}),
  })
  const unrecognised = { problem: { code: 'unrecognised' } }
  const common = {
    schemaVersion: 1 as const,
    grader: version,
    ...frame,
    spec: pair?.server ?? null,
    recognised: job.server.spec === undefined,
    server: {
      ...program(server),
      ...(pair || server.problem || client.problem ? {} : unrecognised),
    },
    client: program(client),
    strict: judgement?.verdict !== 'kept' || judgement.strict,
    transcript: reportedTranscript(conversation.transcript.events),
  }
  if (!judgement) {
    const problems = [common.server.problem, common.client.problem].filter(
      (problem) => problem !== undefined,
    )
    const verdict = problems.every(isGradersFault) ? 'errored' : 'unusable'
    return { ...common, verdict }
  }
  if (judgement.verdict === 'kept') return { ...common, verdict: 'kept' }
  if (judgement.verdict === 'errored') {
    return { ...common, verdict: 'errored', reason: judgement.reason }
  }
  const { by, failure, deadlock } = judgement
  return {
    ...common,
    verdict: 'broken',
    brokenBy: by,
    failure: reportedFailure(failure),
    ...(onSilence.includes(failure.code) && conversation.certainty
      ? { silence: conversation.certainty }
      : {}),
    ...(deadlock ? { deadlock: true as const } : {}),
  }
}
