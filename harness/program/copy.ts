import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { giveTo, type Owner } from '../isolation/owner.ts'
import { recipes } from './recipes.ts'

/** The throw-away copy of a submission, which is what runs. */
export interface Copy {
  /** The file or folder in the copy that stands for the one that was named, absolute. */
  readonly path: string
  /** The folder that the copy lies in, and the one that it was taken from: for what programs print. */
  readonly folder: string
  readonly original: string
  /** What was too large to be copied, and is linked to instead. */
  readonly linked: readonly string[]
  /** Brings the copy back to what it was, and tells whether the program had changed it. */
  readonly restore: () => boolean
}

/** A copy takes no more than this; what lies beyond is linked to. */
const most = { files: 2000, bytes: 64 * 1024 * 1024 }

/** Folders that tools have made: large, and not the student's own work. */
const tools = new Set(['node_modules', 'venv', '.venv', '.git', 'target', '__pycache__'])

/**
 * Copies a file or a folder, with what it needs around it, into a folder that is to be `into`. Of a
 * file's neighbours, programs come along where its text names them; others may be other submissions.
 */
export function takeCopy(named: string, into: string, owner: Owner): Copy {
  const original = realpathSync(named)
  const isFolder = lstatSync(original).isDirectory()
  const source = isFolder ? original : dirname(original)
  const target = join(into, basename(source) || 'submission')
  let state = ''
  let linked: readonly string[] = []
  const take = () => {
    rmSync(target, { recursive: true, force: true })
    const copier = new Copier(source)
    copier.folder(source, target, isFolder ? undefined : neighboursOf(original))
    linked = [...copier.linked, ...linkPackages(source, into)]
    giveTo(owner, target)
    state = stateOf(target)
  }
  take()
  return {
    path: isFolder ? target : join(target, basename(original)),
    folder: target,
    original: source,
    get linked() {
      return linked
    },
    restore: () => {
      const changed = stateOf(target) !== state
      if (changed) take()
      return changed
    },
  }
}

class Copier {
  readonly linked: string[] = []
  readonly #root: string
  #files = 0
  #bytes = 0

  constructor(root: string) {
    this.#root = root
  }

  folder(from: string, to: string, only?: ReadonlySet<string>): void {
    mkdirSync(to, { recursive: true })
    // Files first: the program is one of them, and what is too much lies further down.
    const entries = readdirSync(from, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory())
    for (const entry of [...entries.filter((each) => !folders.includes(each)), ...folders]) {
      if (only && !only.has(entry.name)) continue
      const [source, target] = [join(from, entry.name), join(to, entry.name)]
      if (entry.isDirectory()) {
        if (tools.has(entry.name) || this.#files > most.files) this.#link(source, target)
        else this.folder(source, target)
      } else if (entry.isFile()) this.#file(source, target)
      else if (entry.isSymbolicLink() && this.#staysInside(source)) {
        symlinkSync(readlinkSync(source), target)
      }
    }
  }

  #file(source: string, target: string): void {
    this.#files++
    this.#bytes += lstatSync(source).size
    if (this.#files > most.files || this.#bytes > most.bytes) this.#link(source, target)
    else copyFileSync(source, target)
  }

  #link(source: string, target: string): void {
    symlinkSync(source, target)
    this.linked.push(source)
  }

  /** A link that leads out of a submission could be to somebody else's: it is left out. */
  #staysInside(link: string): boolean {
    const aim = readlinkSync(link)
    const inside = (path: string) => !relative(this.#root, path).startsWith('..')
    return !aim.startsWith('/') && inside(resolve(dirname(link), aim)) && inside(endOf(link))
  }
}

/** Where a link really leads, through all others on the way; nowhere but to itself where nothing is there. */
function endOf(link: string): string {
  try {
    return realpathSync(link)
  } catch {
    return link
  }
}

/** The file, what its text names (and what that names), and small files that are no programs. */
function neighboursOf(file: string): ReadonlySet<string> {
  const folder = dirname(file)
  const programs = new Set(recipes.flatMap(({ extensions }) => extensions))
  const entries = readdirSync(folder, { withFileTypes: true })
  const isProgram = (name: string) => programs.has(extname(name).slice(1).toLowerCase())
  const isData = (name: string) =>
    extname(name) !== '' && !isProgram(name) && lstatSync(join(folder, name)).size < 1024 * 1024
  const wanted = new Set([basename(file)])
  const others = new Set(entries.map(({ name }) => name).filter((name) => !wanted.has(name)))
  for (const entry of entries) if (entry.isFile() && isData(entry.name)) wanted.add(entry.name)
  const unread = [basename(file)]
  for (let name = unread.pop(); name !== undefined; name = unread.pop()) {
    const words = new Set(textOf(join(folder, name)).match(/[\p{L}\p{N}_-]+/gu) ?? [])
    for (const other of others) {
      if (wanted.has(other) || !words.has(basename(other, extname(other)))) continue
      wanted.add(other)
      unread.push(other)
    }
  }
  return wanted
}

/** The text of a file; empty where there is none, or too much to be a program's. */
function textOf(path: string): string {
  const kind = lstatSync(path)
  return kind.isFile() && kind.size < 4 * 1024 * 1024 ? readFileSync(path, 'utf8') : ''
}

/** Node looks for packages, and for what a module is, in the folders above, too. */
function linkPackages(source: string, into: string): string[] {
  const linked: string[] = []
  for (const name of ['package.json', 'node_modules']) {
    const place = join(into, name)
    const found = above(source).find((folder) => existsSync(join(folder, name)))
    if (found === undefined || existsSync(place)) continue
    symlinkSync(join(found, name), place)
    linked.push(join(found, name))
  }
  return linked
}

/** The folders above one, the nearest first. */
function above(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [] : [parent, ...above(parent)]
}

/** What a folder holds, by names, sizes and times; the same as long as nothing is written to it. */
function stateOf(folder: string): string {
  if (!existsSync(folder)) return ''
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name)
      const { size, mtimeMs, ino } = lstatSync(path)
      const inside = entry.isDirectory() ? stateOf(path) : size
      return `${entry.name}:${ino}:${mtimeMs}:${inside}`
    })
    .join('\n')
}
