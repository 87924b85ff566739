import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

/** What `gh classroom clone student-repos` calls the folder that it makes. */
const cloned = /^(.+)-submissions$/

/**
 * The logins in names of the form `assignment-login`, by name: in the folder that GitHub Classroom's
 * command line makes (docs.github.com, “Using GitHub Classroom with GitHub CLI”), or among folders that
 * are all clones and begin alike.
 */
export function loginsIn(
  folder: string,
  items: readonly { readonly name: string; readonly path: string; readonly isFolder: boolean }[],
): ReadonlyMap<string, string> {
  const folders = items.filter(({ isFolder }) => isFolder)
  const names = folders.map(({ name }) => name)
  const assignment = cloned.exec(basename(resolve(folder)))?.[1]
  const areClones =
    folders.length > 1 && folders.every(({ path }) => existsSync(join(path, '.git')))
  const prefix = assignment ? `${assignment}-` : areClones ? commonPrefix(names) : ''
  if (prefix === '') return new Map()
  return new Map(
    names
      .filter((name) => name.startsWith(prefix) && name.length > prefix.length)
      .map((name) => [name, name.slice(prefix.length)]),
  )
}

/** What all names begin with, up to a dash; empty where they don't. */
function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names
  const dashes = [...first.matchAll(/-/g)].map(({ index }) => first.slice(0, index + 1))
  return dashes.findLast((prefix) => others.every((name) => name.startsWith(prefix))) ?? ''
}
