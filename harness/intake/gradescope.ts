import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { Unusable } from '../program/problem.ts'
import type { Person } from './person.ts'

/** What lies at the top of a Gradescope export and tells whose each folder beside it is. */
export const gradescopeFile = 'submission_metadata.yml'

/** What the export tells of one submission. */
export interface GradescopeEntry {
  /** One, or those who have handed in together. */
  readonly submitters: readonly Person[]
  /** From 1. */
  readonly attempt: number
}

/** A submission in the file, by the name of its folder; Ruby has written it, hence the colons. */
type Metadata = Readonly<
  Record<
    string,
    {
      readonly ':submitters'?: readonly Readonly<Record<string, unknown>>[]
      /** The attempts before this one. */
      readonly ':history'?: readonly unknown[]
    } | null
  >
>

/**
 * Whose the folders of a Gradescope export are; nothing where the folder is none. Source: programs that
 * read such exports; Gradescope describes them nowhere.
 * @throws Unusable when the file is not YAML
 */
export function readGradescope(folder: string): ReadonlyMap<string, GradescopeEntry> {
  const path = join(folder, gradescopeFile)
  if (!existsSync(path)) return new Map()
  try {
    const metadata: Metadata = parse(readFileSync(path, 'utf8')) ?? {}
    return new Map(
      Object.entries(metadata).map(([name, entry]) => [
        name,
        {
          submitters: (entry?.[':submitters'] ?? []).map(personOf),
          attempt: 1 + (entry?.[':history']?.length ?? 0),
        },
      ]),
    )
  } catch (error) {
    const complaints = [(error as Error).message.split('\n')[0] ?? '']
    throw new Unusable({ code: 'bad-settings', path, complaints })
  }
}

function personOf(submitter: Readonly<Record<string, unknown>>): Person {
  const fields = { name: submitter[':name'], id: submitter[':sid'], email: submitter[':email'] }
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([key, value]) => [key, String(value)]),
  )
}
