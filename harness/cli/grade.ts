import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { messagesIn } from '../feedback/index.ts'
import { formatNames } from '../formats/index.ts'
import { sandboxes } from '../isolation/confine.ts'
import { isolations } from '../isolation/modes.ts'
import { Unusable } from '../program/problem.ts'
import type { Report, ReportedProblem } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import type { Language } from '../spec/words.ts'
import { version } from '../version.ts'
import { NoIsolation, runInWorker } from '../worker/start.ts'
import { deliver } from './deliver.ts'
import { complain, onGithub } from './github.ts'
import { type JobOptions, jobFrom } from './job.ts'
import { addLimits } from './limits.ts'
import { placesFor } from './places.ts'
import { ProgressLine } from './progress.ts'
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
      '--spec <spec>',
      `the protocol: ${specs.map(({ id }) => id).join(', ')} (found out if left out)`,
    )
    .option('--port <port>', 'the port on which the program listens (found out if left out)')
    .option(
      '--only <checks>',
      'play these checks alone: echo/several-messages,echo/any-text',
      collect,
      [],
    )
    .option('--tier <tier>', 'core: the assignment alone; all: beyond it too', 'all')
    .option('--strict', 'forgive nothing')
    .option('--seed <number>', 'repeat the random data of an earlier grade')
    .option('--lang <language>', 'en or ru (the locale’s if left out)')
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
    .option('--exit-zero', 'end with status 0 whenever grading ran')
    .option('--out <file>', 'write the report to a file; as JSON, unless it ends in .txt')
    .option('--verbose', 'show the conversation of what passed too')
    .option('--patience <factor>', 'wait so many times longer wherever a clock decides', '1')
    .option('--answer-timeout <seconds>', 'how long an answer may take', '6')
    .option('--busy-timeout <seconds>', 'the same for a program that is seen asleep', '20')
    .option('--quiet-time <seconds>', 'how long a pause shows that nothing more comes', '0.3')
    .option('--start-timeout <seconds>', 'how long the program may take until it listens', '20')
    .option('--build-timeout <seconds>', 'how long a compiler may take', '120')
    .option('--isolation <kind>', `auto, ${isolations.join(' or ')}`, 'auto')
    .option('--sandbox <kind>', `auto, ${sandboxes.join(' or ')}`, 'auto')
  addLimits(grading).action(async (path: string | undefined, options: Options) => {
    process.exitCode = await grade(path, command, options, language)
  })
}

/** An option that may be given several times. */
function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
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
  const progress = new ProgressLine(process.stderr, say)
  const interrupt = new AbortController()
  const interrupted = (signal: NodeJS.Signals) => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143
    interrupt.abort()
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('SIGHUP', interrupted)
  const began = new Date()
  let report: Report | undefined
  try {
    const job = await jobFrom(path, command, options, say)
    await runInWorker(
      job,
      isolation,
      (message) => {
        if (message.kind === 'graded') report = message.report
        else progress.show(message)
      },
      interrupt.signal,
    )
  } catch (error) {
    if (error instanceof NoIsolation) throw new UsageError(say.usage.noIsolation(error.message))
    if (error instanceof UsageError || process.exitCode) throw error
    if (!(error instanceof Unusable)) complain(say.usage.internal((error as Error).message))
    const problem = error instanceof Unusable ? error.problem : { code: 'grader-failed' }
    report = withoutChecks(path ?? command.join(' '), problem, began)
  } finally {
    progress.clear()
  }
  if (!report) return process.exitCode ? Number(process.exitCode) : status.graderFailed
  await deliver(report, { ...places, out, verbose, language, say })
  return statusOf(standingOf(report), exitZero)
}

/** The report of a submission of which nothing was tried. */
function withoutChecks(title: string, problem: ReportedProblem, began: Date): Report {
  return {
    schemaVersion: 1,
    grader: version,
    began: began.toISOString(),
    milliseconds: Date.now() - began.getTime(),
    spec: null,
    seed: 0,
    submission: { title, language: '' },
    problem: { ...problem },
    score: 0,
    maxScore: 0,
    beyond: { score: 0, maxScore: 0 },
    checks: [],
  }
}
