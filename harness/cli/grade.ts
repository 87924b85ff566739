import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import { formatNames } from '../formats/index.ts'
import { isolations } from '../isolation/modes.ts'
import { Unusable } from '../program/problem.ts'
import type { Report } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import { withoutChecks } from '../report/without-checks.ts'
import type { Language } from '../spec/words.ts'
import { version } from '../version.ts'
import { NoIsolation, runInWorker } from '../worker/start.ts'
import { deliver, foresee } from './deliver.ts'
import { complain, onGithub } from './github.ts'
import { addGradingOptions, collect } from './grading-options.ts'
import { interruption } from './interrupt.ts'
import { type JobOptions, jobFrom } from './job.ts'
import { placesFor } from './places.ts'
import { ProgressLine, progressText } from './progress.ts'
import { choiceOf, status, statusOf, UsageError } from './usage.ts'

interface Options extends JobOptions {
  readonly format?: string
  readonly report: readonly string[]
  readonly out?: string
  readonly exitZero?: boolean
  readonly verbose?: boolean
  readonly isolation: string
}

/** Adds `grade`, which is what is meant where no command is named. */
export function addGrade(program: Command, language: Language, command: readonly string[]): void {
  const grading = program
    .command('grade', { isDefault: true })
    .description('grade a program: a file, a folder, or a command after "--"')
    .argument('[path]', 'the file or folder to grade')
    .option(
      '--format <format>',
      `what standard output gets, terminal if left out: ${formatNames.join(', ')}`,
    )
    .option(
      '--report <name=file>',
      'write the report in a format to a file, - for standard output; may be given several times',
      collect,
      [],
    )
    .option(
      '--settings <file>',
      'your own settings, instead of the sockgrade.json of the folder in which you stand',
    )
    .option('--exit-zero', 'end with status 0 whenever grading ran')
    .option('--out <file>', 'write the report to a file; as JSON, unless it ends in .txt')
    .option('--verbose', 'show the conversation of what passed too')
  addGradingOptions(grading).action(async (path: string | undefined, options: Options) => {
    process.exitCode = await grade(path, command, options, language)
  })
}

async function grade(
  path: string | undefined,
  command: readonly string[],
  options: Options,
  language: Language,
): Promise<number> {
  const say = messagesIn(language)
  const { verbose = false, out, exitZero = false } = options
  const places = placesFor(options.format, options.report, onGithub(), say)
  const isolation = choiceOf('--isolation', options.isolation, ['auto', ...isolations], say)
  const progress = new ProgressLine(process.stderr)
  const signal = interruption()
  const began = new Date()
  let report: Report | undefined
  let delivered: Promise<void> | undefined
  const toAll = { ...places, out, verbose, language, say }
  try {
    const job = await jobFrom(path, command, options, say)
    const graded = runInWorker(
      job,
      isolation,
      (message) => {
        if (message.kind === 'graded') {
          report = message.report
          progress.clear()
          // While all that ran is cleared away.
          delivered = deliver(report, toAll)
          delivered.catch(() => {})
        } else progress.show(progressText(message, say))
      },
      signal,
    )
    // While the worker is at it, this process has nothing else to do.
    foresee(places)
    await graded
  } catch (error) {
    if (error instanceof NoIsolation) throw new UsageError(say.usage.noIsolation(error.message))
    if (error instanceof UsageError || process.exitCode || report) throw error
    if (!(error instanceof Unusable)) complain(say.usage.internal((error as Error).message))
    const problem = error instanceof Unusable ? error.problem : { code: 'grader-failed' }
    report = withoutChecks(version, path ?? command.join(' '), problem, began)
  } finally {
    progress.clear()
  }
  if (!report) return process.exitCode ? Number(process.exitCode) : status.graderFailed
  await (delivered ?? deliver(report, toAll))
  return statusOf(standingOf(report), exitZero)
}
