import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import * as v from 'valibot'
import type { Isolation } from '../isolation/modes.ts'
import { playPair } from '../pair/play-pair.ts'
import type { RealTools } from '../program/real-tools.ts'
import { type PairReport, pairSchema } from '../report/pair-schema.ts'
import type { GradeJob } from '../worker/messages.ts'
import { NoIsolation } from '../worker/start.ts'
import { fingerprint } from './fingerprint.ts'
import type { Rerun } from './grade-class.ts'
import type { Results } from './results.ts'

/** The result of a pair, as it is kept for the next run. */
export const pairResultSchema = v.strictObject({
  /** Of all that the result depends on. */
  fingerprint: v.string(),
  report: v.optional(pairSchema),
  /** Why there is no report: what the grader itself said when it failed. */
  failure: v.optional(v.string()),
})

export type PairResult = v.InferOutput<typeof pairResultSchema>

/** A program that plays with all of the other role. */
export interface Player {
  /** The id of its submission, or the reference's. */
  readonly id: string
  /** How it is run, and where it lies. */
  readonly job: GradeJob
  readonly path: string
}

/** All pairs of one protocol. */
export interface PairsJob {
  readonly servers: readonly Player[]
  readonly clients: readonly Player[]
  readonly isolation: 'auto' | Isolation
  /** How many pairs are played at once. */
  readonly jobs: number
  readonly rerun: Rerun
  readonly results: Results<PairResult>
  readonly tools: RealTools
  /** The mark of the grader. */
  readonly grader: string
}

/** What came out of a server with a client. */
export interface PairDone {
  readonly server: Player
  readonly client: Player
  readonly result: PairResult
  readonly reused: boolean
}

/**
 * Plays every client against every server, several pairs at once, and keeps each result as soon as it is
 * known. Ends early when the signal says so.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function pairClass(
  job: PairsJob,
  tell: (done: PairDone) => void,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(job.jobs)
  const marks = new Map(
    [...job.servers, ...job.clients].map((player) => [
      player,
      fingerprint(player.path, player.job, job.grader),
    ]),
  )
  const pairs = job.servers.flatMap((server) => job.clients.map((client) => ({ server, client })))
  await Promise.all(
    pairs.map(({ server, client }) =>
      limit(async () => {
        if (signal.aborted) return
        const mark = createHash('sha256')
          .update(`${marks.get(server)} ${marks.get(client)}`)
          .digest('hex')
        const id = pairId(server.id, client.id)
        const known = job.results.of(id)
        if (known && known.fingerprint === mark && !isWanted(known, job.rerun)) {
          tell({ server, client, result: known, reused: true })
          return
        }
        const played = await play(server, client, job, signal)
        // What was broken off is no result, and is done again the next time.
        if (signal.aborted) return
        const result = { fingerprint: mark, ...played }
        job.results.keep(id, result)
        tell({ server, client, result, reused: false })
      }),
    ),
  )
}

/** The id of a pair, fit for a file name: in no id of a submission are two dashes together. */
export function pairId(server: string, client: string): string {
  return `${server}--${client}`
}

async function play(
  server: Player,
  client: Player,
  { isolation, tools }: PairsJob,
  signal: AbortSignal,
): Promise<{ readonly report: PairReport } | { readonly failure: string }> {
  const job = {
    server: server.job,
    client: client.job,
    isolation,
    delivery: 'whole',
    tools,
  } as const
  try {
    return { report: await playPair(job, () => {}, signal) }
  } catch (error) {
    // That nothing can be kept apart here is true of all of them.
    if (error instanceof NoIsolation) throw error
    return { failure: (error as Error).message }
  }
}

/** Whether a result that is still good is to be made again all the same. */
function isWanted({ report }: PairResult, rerun: Rerun): boolean {
  if (rerun === 'all') return true
  const verdict = report?.verdict ?? 'errored'
  return rerun === 'errored' ? verdict === 'errored' : rerun === 'failed' && verdict !== 'kept'
}
