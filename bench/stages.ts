import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultLimits } from '../harness/isolation/limits.ts'
import { modesFor } from '../harness/isolation/modes.ts'
import type { Report, ReportedEvent } from '../harness/report/schema.ts'
import { inTurn, median, type Timed, timed } from './measure.ts'
import { commandLine, floor, type Kind, report, right } from './programs.ts'

/** Where the time of one grade goes, ms; in the order in which it goes. */
export interface Stages {
  readonly commandLine: number
  readonly isolation: number
  readonly worker: number
  readonly building: number
  readonly starting: number
  readonly conversation: number
  readonly deciding: number
  readonly reporting: number
  readonly total: number
}

/** The stages of a core grade of a right echo server: medians, each of its own. */
export function stagesOf(kind: Kind, runs: number): Stages {
  const apart = isolation()
  const fixed = inTurn(runs, {
    commandLine: () => timed([...commandLine, '--version']).wall,
    isolation: () => timed([...apart, 'true']).wall - timed(['true']).wall,
  })
  const all = Array.from({ length: runs }, () => {
    const graded = report('echo', right('echo', kind))
    const { starting } = floor('echo', kind, graded.report)
    return stages(graded.run, graded.report, { ...fixed, starting })
  })
  const of = (name: keyof Stages) => median(all.map((each) => each[name]))
  const names = Object.keys(all[0] ?? {}) as (keyof Stages)[]
  return Object.fromEntries(names.map((name) => [name, of(name)])) as unknown as Stages
}

/** The words before a worker's command that make its world. */
function isolation(): readonly string[] {
  const runFolder = mkdtempSync(join(tmpdir(), 'sockgrade-bench-'))
  const world = { runFolder, limits: defaultLimits, writable: undefined, environment: {} }
  const [mode] = modesFor('auto', world)
  return mode?.prefix ?? []
}

function stages(
  run: Timed,
  { began, milliseconds = 0, checks }: Report,
  least: Pick<Stages, 'commandLine' | 'isolation' | 'starting'>,
): Stages {
  const before = Date.parse(began ?? '') - run.began
  const played = checks.reduce((sum, check) => sum + check.milliseconds, 0)
  const gaps = checks.map(({ transcript, milliseconds: long }) => gapsOf(transcript, long))
  const sum = (name: keyof Gaps) => gaps.reduce((all, each) => all + each[name], 0)
  // Programs that are started ahead keep a person waiting for less than their starts one after another.
  const starting = Math.min(least.starting, sum('starting'))
  return {
    commandLine: least.commandLine,
    isolation: least.isolation + sum('starting') - starting,
    worker: before - least.commandLine - least.isolation,
    building: milliseconds - played,
    starting,
    conversation: sum('conversation'),
    deciding: sum('deciding'),
    reporting: run.wall - before - milliseconds,
    total: run.wall,
  }
}

interface Gaps {
  starting: number
  conversation: number
  deciding: number
}

/**
 * Whose each stretch of a check's time was, by what ended it: a connection ends a start, what the server does
 * ends its turn, and what the grader does, or the check's end, ends the grader's own.
 */
function gapsOf(transcript: readonly ReportedEvent[], milliseconds: number): Gaps {
  const gaps: Gaps = { starting: 0, conversation: 0, deciding: 0 }
  let last = 0
  let connected = false
  for (const event of transcript) {
    const whose =
      event.kind === 'started' || (event.kind === 'connected' && !connected)
        ? 'starting'
        : 'by' in event && event.by === 'client'
          ? 'deciding'
          : 'conversation'
    connected ||= event.kind === 'connected'
    gaps[whose] += event.at - last
    last = event.at
  }
  gaps.deciding += Math.max(0, milliseconds - last)
  return gaps
}
