import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pairs } from '../../specs/pairs.ts'
import { graderMark } from '../class/grader-mark.ts'
import type { OpenedResults } from '../class/open-results.ts'
import {
  type PairDone,
  type PairsJob,
  type Player,
  pairClass,
  pairId,
} from '../class/pair-class.ts'
import type { Messages } from '../feedback/messages.ts'
import { writeWhole } from '../files/write-whole.ts'
import { pairPage } from '../formats/pair-page.tsx'
import { safe } from '../formats/safe.ts'
import type { FoundSubmission } from '../intake/found.ts'
import { openSubmission } from '../intake/open.ts'
import { holds } from '../program/folder.ts'
import { Unusable } from '../program/problem.ts'
import type { ClassEntry, ClassPair, ClassPairs } from '../report/class-schema.ts'
import type { Pair } from '../spec/pair.ts'
import type { Role } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { referenceOf } from '../verify/fixtures.ts'
import type { GradeJob } from '../worker/messages.ts'

/** Where the conversations that went wrong lie, below the folder of the results. */
const pairsFolder = 'pairs'

/** The reference's id, which no submission can have. */
const reference = '_reference'

/** A class that has been graded, and how its pairs are played. */
export interface PairingClass extends Pick<PairsJob, 'isolation' | 'jobs' | 'rerun' | 'tools'> {
  readonly submissions: readonly FoundSubmission[]
  readonly entries: ReadonlyMap<string, ClassEntry>
  readonly results: OpenedResults['pairs']
  /** How a program that lies at a path is run as one end of a protocol; `title` where it was handed in. */
  readonly jobFor: (path: string, role: Role, spec: string, title?: string) => Promise<GradeJob>
  /** A folder for what is unpacked, which is there until all pairs have been played. */
  readonly scratch: string
  readonly out: string
}

interface Known extends Player {
  readonly role: Role
  readonly spec: string
  readonly title: string
  /** The grade has told that it can't be run. */
  readonly unusable: boolean
}

/** Plays every client of a class against every server of its protocol, and the references. */
export async function playClassPairs(
  them: PairingClass,
  language: Language,
  say: Messages,
  signal: AbortSignal,
): Promise<ClassPairs[]> {
  rmSync(join(them.out, pairsFolder), { recursive: true, force: true })
  const players = (await Promise.all(them.submissions.map((each) => playersIn(each, them)))).flat()
  const found: ClassPairs[] = []
  for (const pair of pairs) {
    if (!players.some(({ spec }) => spec === pair.server)) continue
    found.push(await playProtocol(pair, players, them, language, say, signal))
  }
  return found
}

async function playProtocol(
  pair: Pair,
  players: readonly Known[],
  them: PairingClass,
  language: Language,
  say: Messages,
  signal: AbortSignal,
): Promise<ClassPairs> {
  const side = async (role: Role) => {
    const own = players.filter((player) => player.role === role && player.spec === pair.server)
    const path = referenceOf(pair[role])
    const title = say.classPage.pairs.reference
    const job = await them.jobFor(path, role, pair.server, title)
    const right: Known = {
      ...{ id: reference, title, role, path, unusable: false },
      spec: pair.server,
      // Whatever the class's settings say of how its programs are run.
      job: { ...job, run: undefined, build: undefined, port: undefined },
    }
    return [right, ...own]
  }
  const [servers, clients] = [await side('server'), await side('client')]
  const cells: ClassPair[] = []
  const done = (cell: ClassPair, titles: Readonly<Record<Role, string>>) => {
    cells.push(cell)
    const outcome = cell.verdict === 'broken' ? (cell.brokenBy ?? 'errored') : cell.verdict
    const counted = { done: cells.length, total: servers.length * clients.length }
    const { server, client } = titles
    const line = say.class.pair(
      counted,
      safe(server),
      safe(client),
      say.classPage.pairs.outcomes[outcome],
    )
    process.stdout.write(`${line}\n`)
  }
  const titles = new Map([...servers, ...clients].map((player) => [player.job, player.title]))
  const titlesOf = (server: Player, client: Player) => ({
    server: titles.get(server.job) ?? '',
    client: titles.get(client.job) ?? '',
  })
  for (const server of servers) {
    for (const client of clients) {
      if (!server.unusable && !client.unusable) continue
      const cell = { server: server.id, client: client.id, verdict: 'unusable' as const }
      done(cell, titlesOf(server, client))
    }
  }
  await pairClass(
    {
      ...them,
      servers: servers.filter(({ unusable }) => !unusable),
      clients: clients.filter(({ unusable }) => !unusable),
      grader: graderMark(),
    },
    (played) => done(cellOf(played, them.out, language), titlesOf(played.server, played.client)),
    signal,
  )
  const shown = ({ id, title }: Known) => ({ id, title })
  return {
    spec: pair.server,
    servers: servers.map(shown),
    clients: clients.map(shown),
    pairs: cells,
  }
}

/** What a submission can play as: a folder with a server and a client in it as both. */
async function playersIn(submission: FoundSubmission, them: PairingClass): Promise<Known[]> {
  const { id, title } = submission
  const entry = them.entries.get(id)
  if (!entry?.spec || entry.outcome === 'errored') return []
  const spec = entry.spec.replace(/-client$/, '')
  const role: Role = entry.spec === spec ? 'server' : 'client'
  const place = join(them.scratch, id)
  mkdirSync(place, { recursive: true })
  try {
    const path = await openSubmission(submission, place)
    const as = async (role: Role, unusable: boolean): Promise<Known> => {
      const job = await them.jobFor(path, role, spec, title)
      return { id, title, role, spec, path, job, unusable }
    }
    const graded = await as(role, entry.outcome === 'unusable')
    const other: Role = role === 'server' ? 'client' : 'server'
    const isBoth =
      graded.job.run === undefined && statSync(path).isDirectory() && holds(path, other)
    return isBoth ? [graded, await as(other, false)] : [graded]
  } catch (error) {
    if (error instanceof Unusable) return []
    throw error
  }
}

/** The cell of a pair, with a page for what went wrong. */
function cellOf({ server, client, result }: PairDone, out: string, language: Language): ClassPair {
  const { report } = result
  const ids = { server: server.id, client: client.id }
  if (!report) return { ...ids, verdict: 'errored' }
  const { verdict, brokenBy, failure } = report
  const page = `${pairsFolder}/${pairId(server.id, client.id)}.html`
  if (verdict !== 'kept') writeWhole(join(out, page), pairPage(report, language))
  return {
    ...{ ...ids, verdict },
    ...(brokenBy ? { brokenBy } : {}),
    ...(failure ? { failure: failure.code } : {}),
    ...(verdict === 'kept' ? {} : { page }),
  }
}
