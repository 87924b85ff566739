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
import { interruption } from './interrupt.ts'
import { jobFrom } from './job.ts'
import { type PairOptions, pairFormats } from './pair.ts'
import { ProgressLine, progressText } from './progress.ts'
import { choiceOf, status, UsageError } from './usage.ts'
import { coloursOn, widthOf } from './where.ts'

/** What the verdict on a pair ends with. */
const statuses = {
  kept: status.passed,
  broken: status.failed,
  unusable: status.unusable,
  errored: status.graderFailed,
} as const

/**
 * Runs a pair and prints what came out.
 * @returns the exit status
 * @throws UsageError where an option is not right
 */
export async function runPair(
  paths: Readonly<Record<Role, string>>,
  options: PairOptions,
  language: Language,
  say: Messages,
): Promise<number> {
  const format = choiceOf('--format', options.format, pairFormats, say)
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
  options: PairOptions,
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
