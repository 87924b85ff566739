import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { jsonText } from '../formats/json-text.ts'
import { pairTerminal } from '../formats/terminal/pair.ts'
import { isolations } from '../isolation/modes.ts'
import { type PairJob, playPair } from '../pair/play-pair.ts'
import { relayDeliveries } from '../pair/relay.ts'
import type { PairReport } from '../report/pair-schema.ts'
import type { Role } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { NoIsolation } from '../worker/start.ts'
import { addRunningOptions } from './grading-options.ts'
import { interruption } from './interrupt.ts'
import { type JobOptions, jobFrom } from './job.ts'
import { ProgressLine, progressText } from './progress.ts'
import { serverSpecs } from './specs.ts'
import { choiceOf, status, UsageError } from './usage.ts'
import { coloursOn, widthOf } from './where.ts'

interface Options extends Omit<JobOptions, 'only' | 'tier' | 'role' | 'port'> {
  readonly format: string
  readonly delivery: string
  readonly isolation: string
}

const formats = ['terminal', 'json'] as const

/** What the verdict on a pair ends with. */
const statuses = {
  kept: status.passed,
  broken: status.failed,
  unusable: status.unusable,
  errored: status.graderFailed,
} as const

/** Adds `pair`: a server and a client of students, with the grader between them. */
export function addPair(program: Command, language: Language): void {
  const pairing = program
    .command('pair')
    .description('run a server with a client, and say which of the two breaks the protocol')
    .argument('<server>', 'the file or folder of the server')
    .argument('<client>', 'the file or folder of the client')
    .option(
      '--spec <spec>',
      `the protocol: ${serverSpecs.map(({ id }) => id).join(', ')} (found out if left out)`,
    )
    .option(
      '--delivery <how>',
      'how bytes are passed on: whole (as they come), bytes (one at a time), random (cut anywhere) or joined',
      'whole',
    )
    .option('--format <format>', `what standard output gets: ${formats.join(' or ')}`, 'terminal')
    .option('--strict', 'forgive nothing')
  addRunningOptions(pairing).action(async (server: string, client: string, options: Options) => {
    process.exitCode = await pair({ server, client }, options, language)
  })
}

async function pair(
  paths: Readonly<Record<Role, string>>,
  options: Options,
  language: Language,
): Promise<number> {
  const say = messagesIn(language)
  const format = choiceOf('--format', options.format, formats, say)
  const job = await pairJob(paths, options, say)
  const progress = new ProgressLine(process.stderr)
  const signal = interruption()
  let report: PairReport
  try {
    report = await playPair(
      job,
      (role, message) => {
        const doing = progressText(message, say)
        if (doing) progress.show(`${say.pair.parties[role]}: ${doing}`)
      },
      signal,
    )
  } catch (error) {
    if (error instanceof NoIsolation) throw new UsageError(say.usage.noIsolation(error.message))
    if (signal.aborted) return Number(process.exitCode)
    throw error
  } finally {
    progress.clear()
  }
  const { stdout } = process
  stdout.write(
    format === 'json'
      ? jsonText(report)
      : pairTerminal(report, {
          language,
          width: widthOf(stdout),
          colours: coloursOn(stdout),
        }),
  )
  return statuses[report.verdict]
}

/** Both programs are graded with one seed, and one protocol, whichever of them names it. */
async function pairJob(
  paths: Readonly<Record<Role, string>>,
  options: Options,
  say: Messages,
): Promise<PairJob> {
  const named = { ...options, only: [], tier: 'all' }
  const server = await jobFrom(paths.server, [], { ...named, role: 'server' }, say)
  const client = await jobFrom(paths.client, [], { ...named, role: 'client' }, say)
  const spec = (server.spec ?? client.spec)?.replace(/-client$/, '')
  return {
    server: { ...server, spec },
    client: { ...client, seed: server.seed, spec: spec === undefined ? spec : `${spec}-client` },
    isolation: choiceOf('--isolation', options.isolation, ['auto', ...isolations], say),
    delivery: choiceOf('--delivery', options.delivery, relayDeliveries, say),
  }
}
