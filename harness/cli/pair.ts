import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Language } from '../spec/words.ts'
import { addRunningOptions } from './grading-options.ts'
import type { JobOptions } from './job.ts'
import { serverSpecs } from './specs.ts'

/** The options of a pair, as they are given. */
export interface PairOptions extends Omit<JobOptions, 'only' | 'tier' | 'role' | 'port'> {
  readonly format: string
  readonly delivery: string
  readonly isolation: string
}

/** What standard output can get of a pair. */
export const pairFormats = ['terminal', 'json'] as const

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
    .option(
      '--format <format>',
      `what standard output gets: ${pairFormats.join(' or ')}`,
      'terminal',
    )
    .option('--strict', 'forgive nothing')
  addRunningOptions(pairing).action(
    async (server: string, client: string, options: PairOptions) => {
      // Much is read in there that a single grade has no use for.
      const { runPair } = await import('./run-pair.ts')
      process.exitCode = await runPair({ server, client }, options, language, messagesIn(language))
    },
  )
}
