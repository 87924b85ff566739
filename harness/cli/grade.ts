import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { sandboxes } from '../isolation/confine.ts'
import { isolations } from '../isolation/modes.ts'
import { Unusable } from '../program/problem.ts'
import type { Report } from '../report/schema.ts'
import { combined, readSettings } from '../settings/read.ts'
import type { Settings } from '../settings/schema.ts'
import { checksOf, type Spec } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { version } from '../version.ts'
import type { GradeJob } from '../worker/messages.ts'
import { NoIsolation, runInWorker } from '../worker/start.ts'
import { deliver, formats } from './deliver.ts'
import { addLimits, limitsFrom } from './limits.ts'
import { ProgressLine } from './progress.ts'
import { checkNamed, choiceOf, numberOf, specNamed, status, UsageError } from './usage.ts'
import { whereThePersonStands } from './where.ts'

interface Options {
  readonly spec?: string
  readonly port?: string
  readonly seed?: string
  readonly only: readonly string[]
  readonly tier: string
  readonly strict?: boolean
  readonly format: string
  readonly out?: string
  readonly verbose?: boolean
  readonly patience: string
  readonly answerTimeout: string
  readonly quietTime: string
  readonly busyTimeout: string
  readonly startTimeout: string
  readonly buildTimeout: string
  readonly isolation: string
  readonly sandbox: string
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
    .option('--format <format>', formats.join(' or '), 'terminal')
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
  const format = choiceOf('--format', options.format, formats, say)
  const isolation = choiceOf('--isolation', options.isolation, ['auto', ...isolations], say)
  const progress = new ProgressLine(process.stderr, say)
  const interrupt = new AbortController()
  const interrupted = (signal: NodeJS.Signals) => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143
    interrupt.abort()
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('SIGHUP', interrupted)
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
    if (!(error instanceof Unusable)) throw error
    report = unusable(path ?? '', error)
  } finally {
    progress.clear()
  }
  if (!report) return process.exitCode ? Number(process.exitCode) : status.graderFailed
  const { verbose = false, out } = options
  await deliver(report, { format, out, verbose, language, say })
  return statusOf(report)
}

/** 0 all required checks passed, 1 some did not, 2 it could not be run, 3 the grader failed. */
function statusOf(report: Report): number {
  // Who holds the port is nobody's fault who is graded.
  if (report.problem?.code === 'port-taken') return status.graderFailed
  if (report.problem) return status.unusable
  const required = report.checks.filter((check) => check.required)
  if (required.some((check) => check.verdict === 'errored')) return status.graderFailed
  return required.every((check) => check.verdict === 'passed') ? status.passed : status.failed
}

async function jobFrom(
  path: string | undefined,
  command: readonly string[],
  options: Options,
  say: Messages,
): Promise<GradeJob> {
  if (path === undefined && command.length === 0) throw new UsageError(say.usage.nothingNamed)
  const from = whereThePersonStands()
  const settings = await settingsFor(path, from)
  const only = options.only.flatMap((names) => names.split(','))
  const onlyOf = only.map((name) => checkNamed(name, say).spec.id)
  const spec = options.spec ?? settings.spec ?? onlyOf[0]
  const chosen = spec === undefined ? undefined : specNamed(spec, say)
  if (chosen) for (const name of only) belongsTo(chosen, name, say)
  const seconds = (option: string, value: string) =>
    1000 * numberOf(option, value, { low: 0.01, high: 3600, whole: false }, say)
  const patience = numberOf(
    '--patience',
    options.patience,
    { low: 0.1, high: 100, whole: false },
    say,
  )
  const port = { low: 1, high: 65535, whole: true }
  return {
    submission: path === undefined ? { command } : { path },
    from,
    run: settings.run,
    build: settings.build,
    spec: chosen?.id,
    specFrom: options.spec === undefined && settings.spec ? 'settings' : chosen && 'option',
    port: options.port === undefined ? settings.port : numberOf('--port', options.port, port, say),
    seed:
      options.seed === undefined
        ? randomInt(1, 2 ** 31)
        : numberOf('--seed', options.seed, { low: 0, high: 2 ** 31, whole: true }, say),
    strict: options.strict ?? false,
    tier: choiceOf('--tier', options.tier, ['core', 'all'], say),
    only,
    limits: {
      answer: patience * seconds('--answer-timeout', options.answerTimeout),
      busy: patience * seconds('--busy-timeout', options.busyTimeout),
      quiet: patience * seconds('--quiet-time', options.quietTime),
    },
    resources: limitsFrom(options, settings.limits, say),
    sandbox: choiceOf('--sandbox', options.sandbox, ['auto', ...sandboxes], say),
    startTimeout: patience * seconds('--start-timeout', options.startTimeout),
    buildTimeout: patience * seconds('--build-timeout', options.buildTimeout),
  }
}

/** What `sockgrade.json` says where the submission lies, and where the person stands, who has the last word. */
async function settingsFor(path: string | undefined, from: string): Promise<Settings> {
  if (path === undefined) return {}
  const persons = await readSettings(from)
  return combined(await readSettings(resolve(from, path)), persons)
}

/** @throws UsageError where a check is none of the spec's */
function belongsTo(spec: Spec, name: string, say: Messages): void {
  if (checksOf(spec).some(({ id }) => id === name)) return
  throw new UsageError(say.usage.unknownCheck(name, checksOf(spec)[0]?.id ?? ''))
}

/** The report of a submission whose settings can't be read. */
function unusable(title: string, { problem }: Unusable): Report {
  return {
    schemaVersion: 1,
    grader: version,
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
