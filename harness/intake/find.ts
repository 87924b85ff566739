import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { settingsFile } from '../settings/read.ts'
import { isJunk } from './archive/entry-name.ts'
import { isArchive, withoutEnding } from './archive/unpack.ts'
import type { FoundSubmission } from './found.ts'
import { givenNames } from './given-names.ts'
import { gradescopeFile } from './gradescope.ts'
import { identify } from './identifier.ts'
import { readName } from './lms.ts'
import { type Item, ownersOf } from './owners.ts'

/** A file of this name makes a folder one of results, in which nobody has handed in anything. */
export const resultsMark = '.sockgrade-results'

const inOrder = new Intl.Collator('en', { numeric: true })

/**
 * The submissions in a folder: each folder, file or archive directly in it is one, and so are all files
 * of one student together where a learning management system has named them. Sorted by title.
 * @param except paths that are none, such as a roster
 * @throws Unusable when a Gradescope export has metadata that can't be read
 */
export function findSubmissions(folder: string, except: readonly string[] = []): FoundSubmission[] {
  const excepted = new Set(except.map((path) => resolve(path)))
  const items = readdirSync(folder)
    .sort()
    .flatMap((name) => itemAt(resolve(folder, name)))
    .filter(({ path }) => !excepted.has(path))
  const ownerOf = ownersOf(folder, items)
  const found = grouped(items.filter(isWork))
    .map((group) => {
      const [first] = group
      const { files, attempt } = first.told && !isOneFolder(group) ? givenNames(group) : {}
      return {
        title: titleOf(group),
        path: first.path,
        kind: kindOf(group),
        stem: stemOf(first),
        ...ownerOf(first),
        ...(group.some(({ told }) => told?.late) && { late: true as const }),
        ...(attempt !== undefined && { attempt }),
        ...(files && { files }),
      }
    })
    .sort((one, other) => inOrder.compare(one.title, other.title) || byBytes(one, other))
  const ids = identify(found.map(({ stem }) => stem))
  return found.map(({ stem, ...rest }, index) => ({ id: ids[index] ?? stem, ...rest }))
}

/** The items of one submission. */
type Group = readonly [Item, ...Item[]]

/** Nothing where it is neither a file nor a folder, or a link that leads nowhere. */
function itemAt(path: string): Item[] {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind?.isDirectory() && !kind?.isFile()) return []
  const name = basename(path)
  return [{ name, path, isFolder: kind.isDirectory(), told: readName(name) }]
}

/** Whether somebody may have handed it in. */
function isWork({ name, path, isFolder, told }: Item): boolean {
  if (name.startsWith('.') || isJunk(name) || told?.notWork) return false
  if (isFolder) return !existsSync(join(path, resultsMark))
  const ours = [settingsFile, gradescopeFile].includes(name)
  return !ours && (told !== undefined || !/\.(?:csv|tsv)$/i.test(name))
}

/** What one student has handed in, the last attempt where there are several; else each item by itself. */
function grouped(items: readonly Item[]): Group[] {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const key = item.told ? `of ${item.told.key}` : `item ${item.name}`
    const group = groups.get(key)
    const later = timeOf(item) > (group ? timeOf(group[0]) : '')
    if (!group || later) groups.set(key, [item])
    else if (timeOf(item) === timeOf(group[0])) group.push(item)
  }
  return [...groups.values()]
}

function timeOf({ told }: Item): string {
  return told?.time ?? ''
}

function isOneFolder([first, ...others]: Group): boolean {
  return first.isFolder && others.length === 0
}

function titleOf([first, ...others]: Group): string {
  return others.length > 0 && first.told ? first.told.key : first.name
}

function kindOf([{ isFolder, name }, ...others]: Group): FoundSubmission['kind'] {
  if (isFolder || others.length > 0) return 'folder'
  return isArchive(name) ? 'archive' : 'file'
}

/** What a submission's id is made from. */
function stemOf({ name, isFolder, told }: Item): string {
  if (told) return told.key
  if (isFolder) return name
  return isArchive(name) ? withoutEnding(name) : basename(name, extname(name))
}

function byBytes(one: { readonly title: string }, other: { readonly title: string }): number {
  return one.title < other.title ? -1 : 1
}
