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
  const file = join(kind?.isDirectory() ? path : dirname(path), settingsFile)
  if (!kind || !existsSync(file)) return {}
  const settings = await parse(file)
  if (kind.isDirectory()) return settings
  const { run: _, build: __, ...rest } = settings
  return rest
}

/** The submission's own settings, and over them those of the person who grades. */
export function combined(own: Settings, persons: Settings): Settings {
  const { run: _, build: __, ...winning } = persons
  return { ...own, ...winning, limits: { ...own.limits, ...winning.limits } }
}

async function parse(file: string): Promise<Settings> {
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
    if (issue.type === 'strict_object')
      return `${where} is no key of it; there are: ${keys.join(', ')}`
    return where ? `${where}: ${issue.message}` : issue.message
  })
  throw new Unusable({ code: 'bad-settings', path: file, complaints })
}
