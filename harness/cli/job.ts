import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { Messages } from '../feedback/messages.ts'
import { sandboxes } from '../isolation/place.ts'
import { Unusable } from '../program/problem.ts'
import {
  combined,
  readSettings,
  readSettingsFile,
  readSubmissionSettings,
  settingsFile,
  settingsFileOf,
} from '../settings/read.ts'
import type { Settings } from '../settings/schema.ts'
import type { Instructions } from '../spec/instructed.ts'
import { checksOf, roles, type Spec } from '../spec/spec.ts'
import type { GradeJob } from '../worker/messages.ts'
import { limitsFrom } from './limits.ts'
import { checkNamed, choiceOf, numberOf, specNamed, UsageError } from './usage.ts'
import { whereThePersonStands } from './where.ts'

/** The options that a grade depends on, as they are given. */
export interface JobOptions {
  /** The file with the person's own settings, where they don't lie in the folder in which he stands. */
  readonly settings?: string
  readonly spec?: string
  readonly role?: string
  readonly port?: string
  readonly seed?: string
  readonly only: readonly string[]
  readonly tier: string
  readonly strict?: boolean
  readonly patience: string
  readonly answerTimeout: string
  readonly quietTime: string
  readonly busyTimeout: string
  readonly startTimeout: string
  readonly buildTimeout: string
  readonly sandbox: string
}

/**
 * Everything that a grade depends on, from the command line and from settings.
 * @param from the folder whose settings are the person's own, who has the last word
 * @throws UsageError or Unusable where either says something that can't be
 */
export async function jobFrom(
  path: string | undefined,
  command: readonly string[],
  options: JobOptions,
  say: Messages,
  from = whereThePersonStands(),
): Promise<GradeJob> {
  if (path === undefined && command.length === 0) throw new UsageError(say.usage.nothingNamed)
  const settings = await settingsFor(path, from, options, say)
  const checks = settings.checks ?? {}
  const only = options.only.flatMap((names) => names.split(','))
  const onlyOf = only.map((name) => checkNamed(name, say).spec.id)
  const spec = options.spec ?? settings.spec ?? onlyOf[0]
  const role = options.role === undefined ? undefined : choiceOf('--role', options.role, roles, say)
  const chosen = spec === undefined ? undefined : specNamed(spec, say, role)
  for (const name of only) mayBePlayed(name, chosen, checks, say)
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
    role: role ?? chosen?.role,
    specFrom: options.spec === undefined && settings.spec ? 'settings' : chosen && 'option',
    port: options.port === undefined ? settings.port : numberOf('--port', options.port, port, say),
    seed:
      options.seed === undefined
        ? randomInt(1, 2 ** 31)
        : numberOf('--seed', options.seed, { low: 0, high: 2 ** 31, whole: true }, say),
    strict: options.strict ?? false,
    tier: choiceOf('--tier', options.tier, ['core', 'all'], say),
    only,
    checks,
    limits: {
      answer: patience * seconds('--answer-timeout', options.answerTimeout),
      busy: patience * seconds('--busy-timeout', options.busyTimeout),
      quiet: patience * seconds('--quiet-time', options.quietTime),
    },
    resources: limitsFrom(options, settings.limits, say),
    hidden: [],
    sandbox: choiceOf('--sandbox', options.sandbox, ['auto', ...sandboxes], say),
    startTimeout: patience * seconds('--start-timeout', options.startTimeout),
    buildTimeout: patience * seconds('--build-timeout', options.buildTimeout),
  }
}

/** What `sockgrade.json` says where the submission lies, and what the person says, who has the last word. */
async function settingsFor(
  path: string | undefined,
  from: string,
  options: Pick<JobOptions, 'settings'>,
  say: Messages,
): Promise<Settings> {
  const persons = await personsSettings(from, options, say)
  const named = options.settings
  if (path === undefined && named === undefined) return combined({}, persons)
  const place = resolve(from, path ?? '.')
  const own = await readSubmissionSettings(place, named === undefined ? from : undefined)
  try {
    if (own.spec !== undefined) specNamed(own.spec, say)
  } catch (error) {
    // A submission's own mistake is reported like any other that keeps it from being run.
    const complaints = [(error as UsageError).message]
    throw new Unusable({ code: 'bad-settings', path: settingsFileOf(place), complaints })
  }
  return combined(own, persons)
}

/**
 * What the person who grades says: in a file that is named, or in the folder in which he stands.
 * @throws UsageError where that is not right; Unusable where it may be the submission's own
 */
export async function personsSettings(
  from: string,
  { settings: named }: Pick<JobOptions, 'settings'>,
  say: Messages,
): Promise<Settings> {
  const persons =
    named === undefined ? await readSettings(from) : await namedSettings(resolve(from, named), say)
  for (const name of Object.keys(persons.checks ?? {})) {
    checkNamed(name, say, named ?? settingsFile)
  }
  return persons
}

/** @throws UsageError where the file is not right: the submission isn't to blame for it */
async function namedSettings(file: string, say: Messages): Promise<Settings> {
  try {
    return await readSettingsFile(file)
  } catch (error) {
    if (!(error instanceof Unusable) || error.problem.code !== 'bad-settings') throw error
    throw new UsageError(say.problems['bad-settings'](error.problem))
  }
}

/** @throws UsageError where a check is none of the spec's, or an instructor has dropped it */
function mayBePlayed(
  name: string,
  spec: Spec | undefined,
  instructions: Instructions,
  say: Messages,
): void {
  if (spec && !checksOf(spec).some(({ id }) => id === name))
    throw new UsageError(say.usage.unknownCheck(name, checksOf(spec)[0]?.id ?? ''))
  if (instructions[name]?.drop) throw new UsageError(say.usage.dropped(name))
}
