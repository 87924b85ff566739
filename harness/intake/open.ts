import { copyFileSync, cpSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { recipes } from '../program/recipes.ts'
import { boundsOfClass } from './archive/bounds.ts'
import { isJunk } from './archive/entry-name.ts'
import { isArchive, unpack } from './archive/unpack.ts'
import type { FoundSubmission } from './found.ts'
import { gradescopeFile } from './gradescope.ts'
import { readName } from './lms.ts'

/** An archive in an archive is unpacked, one in that is not. */
const deepest = 2

/** What there is of a class, ready to be looked through. */
export interface OpenedClass {
  readonly folder: string
  /** Names in the archive that was unpacked, of what was left out of it. */
  readonly leftOut: readonly string[]
}

/**
 * The folder with a class's submissions: the one that is named, or what the archive unpacks to into a
 * folder that is made; the top folder of a download where that is all there is.
 * @throws Unusable when the archive can't or may not be unpacked
 */
export async function openClass(path: string, into: string): Promise<OpenedClass> {
  const named = resolve(path)
  if (statSync(named).isDirectory()) {
    const [top, ...others] = itemsIn(named)
    const isAbove = top && others.length === 0 && isDownload(join(named, top))
    return { folder: isAbove ? join(named, top) : named, leftOut: [] }
  }
  const leftOut = await unpack(named, into, basename(named), boundsOfClass)
  const [top, ...others] = itemsIn(into)
  const isTop = top && others.length === 0 && !readName(top) && isFolder(join(into, top))
  return { folder: isTop ? join(into, top) : into, leftOut }
}

/**
 * What is to be graded of a submission, as a path: unpacked, put together, and apart from the others,
 * in a folder that is made; a folder that needs nothing of that stays where it is.
 * @throws Unusable when an archive can't or may not be unpacked
 */
export async function openSubmission(submission: FoundSubmission, into: string): Promise<string> {
  const { path, kind, title, files = [] } = submission
  if (kind === 'archive') return unpacked(path, into, title, 1)
  if (kind === 'folder' && files.length === 0) return innermost(path, into, 1)
  const named = files.length > 0 ? files : [{ path, name: basename(path) }]
  const place = join(into, 'files')
  mkdirSync(place, { recursive: true })
  for (const { path, name } of named) {
    if (isFolder(path)) cpSync(path, join(place, name), { recursive: true })
    else copyFileSync(path, join(place, name))
  }
  return kind === 'file' ? join(place, named[0]?.name ?? '') : innermost(place, into, 1)
}

async function unpacked(archive: string, into: string, title: string, depth: number) {
  const place = join(into, `unpacked-${depth}`)
  await unpack(archive, place, title)
  return innermost(place, into, depth + 1)
}

/** The folder itself, or the only one in it; or what the archive holds that somebody handed in within it. */
async function innermost(folder: string, into: string, depth: number): Promise<string> {
  const items = itemsIn(folder)
  const [only, ...others] = items
  if (only && others.length === 0 && isFolder(join(folder, only))) {
    return innermost(join(folder, only), into, depth)
  }
  const [archive, ...more] = items.filter(
    (name) => isArchive(name) && !isFolder(join(folder, name)),
  )
  const isMeant = archive && more.length === 0 && !items.some(isProgram)
  return isMeant && depth <= deepest
    ? unpacked(join(folder, archive), into, archive, depth)
    : folder
}

/** What a person sees in a folder. */
function itemsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.') && !isJunk(name))
}

/** Whether it is a folder itself, and no link to one, which may lead round in a circle. */
function isFolder(path: string): boolean {
  return lstatSync(path).isDirectory()
}

function isDownload(folder: string): boolean {
  return isFolder(folder) && itemsIn(folder).includes(gradescopeFile)
}

function isProgram(name: string): boolean {
  const ending = extname(name).slice(1).toLowerCase()
  return recipes.some(({ extensions }) => extensions.includes(ending))
}
