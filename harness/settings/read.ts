import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { Settings } from './schema.ts'

/** The name of the file with which a submission says how it wants to be graded. */
export const settingsFile = 'sockgrade.json'

/**
 * The settings in a folder, or beside a file; a file that was named is run as it is, so that only its
 * spec and port are taken from there.
 * @throws Unusable when the file is not JSON, or says something else than it may
 */
export async function readSettings(path: string): Promise<Settings> {
  const kind = statSync(path, { throwIfNoEntry: false })
  const file = settingsFileOf(path)
  if (!kind || !existsSync(file)) return {}
  const settings = await readSettingsFile(file)
  if (kind.isDirectory()) return settings
  const { run: _, build: __, ...rest } = settings
  return rest
}

/**
 * The settings that come with a submission. Of the folder in which the person stands, `from`, they are
 * the person's own where a single file was handed in, and not what lies beside it; undefined where the
 * person has named other ones.
 * @throws Unusable also when the submission has a word on how it is to be graded
 */
export async function readSubmissionSettings(
  path: string,
  from: string | undefined,
): Promise<Settings> {
  const settings = await readSettings(path)
  const file = settingsFileOf(path)
  const handedIn = dirname(file) !== from || dirname(file) === path
  if (settings.checks && handedIn) throw new Unusable({ code: 'own-checks', path: file })
  return settings
}

/** Where the settings of a folder, or of a file, would lie. */
export function settingsFileOf(path: string): string {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path)
  return join(folder, settingsFile)
}

/** The submission's own settings, and over them those of the person who grades. */
export function combined(own: Settings, persons: Settings): Settings {
  const { checks: _, ...submission } = own
  const { run: __, build: ___, ...winning } = persons
  return { ...submission, ...winning, limits: { ...own.limits, ...winning.limits } }
}

/** @throws Unusable when the file can't be read, is not JSON, or says something else than it may */
export async function readSettingsFile(file: string): Promise<Settings> {
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Unusable({ code: 'bad-settings', path: file, complaints: [(error as Error).message] })
  }
  // Loaded only where there is a file: most submissions have none, and start the sooner.
  const [{ safeParse, getDotPath }, { settingsSchema }] = await Promise.all([
    import('valibot'),
    import('./schema.ts'),
  ])
  const result = safeParse(settingsSchema, data)
  if (result.success) return result.output
  const keys = Object.keys(settingsSchema.entries)
  const complaints = result.issues.map((issue) => {
    const where = getDotPath(issue)
    if (issue.type !== 'strict_object') return where ? `${where}: ${issue.message}` : issue.message
    const known = issue.path?.length === 1 ? `; there are: ${keys.join(', ')}` : ''
    return `${where} is no key of it${known}`
  })
  throw new Unusable({ code: 'bad-settings', path: file, complaints })
}
