import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { ArchiveFault } from '../../program/problem.ts'
import { type Bounds, growth } from './bounds.ts'
import { isJunk, partsOf } from './entry-name.ts'

/** Thrown when an archive may not be unpacked; `detail` is the entry, or the format, that is meant. */
export class BadArchive extends Error {
  readonly fault: ArchiveFault
  readonly detail: string | undefined

  constructor(fault: ArchiveFault, detail?: string) {
    super(`the archive is not unpacked: ${fault}${detail === undefined ? '' : `, ${detail}`}`)
    this.fault = fault
    this.detail = detail
  }
}

/** A file that is being written, one at a time. */
export interface Written {
  /** @throws BadArchive where it becomes too much */
  readonly write: (chunk: Uint8Array) => void
  readonly end: () => void
}

/** A symbolic link that is to be made. */
interface Link {
  readonly name: string
  readonly path: string
  readonly aim: string
}

/**
 * Writes what an archive holds into a folder, never beside it, and never more than the bounds allow:
 * what counts is what is written, not what headers promise. Links come last, so that nothing is ever
 * written through one.
 */
export class Unpacker {
  /** Links that lead out, devices, pipes, and what had a bad name: the names of what was left out. */
  readonly leftOut: string[] = []
  readonly #root: string
  readonly #bounds: Bounds
  readonly #archiveBytes: number
  readonly #folders = new Set<string>()
  readonly #links: Link[] = []
  #open: number | undefined
  #files = 0
  #bytes = 0

  /** @param archiveBytes how large the archive is itself */
  constructor(root: string, bounds: Bounds, archiveBytes: number) {
    this.#root = realpathSync.native(root)
    this.#bounds = bounds
    this.#archiveBytes = archiveBytes
    this.#folders.add(this.#root)
  }

  folder(name: string): void {
    const path = this.#place(name)
    if (path) this.#unlessTaken(name, () => this.#makeFolder(path))
  }

  /** Begins a file; nothing where it is not wanted. */
  file(name: string, executable: boolean): Written | undefined {
    const path = this.#place(name)
    if (!path) return undefined
    const descriptor = this.#unlessTaken(name, () => {
      this.#makeFolder(dirname(path))
      this.#countFile()
      return openSync(path, 'wx', executable ? 0o755 : 0o644)
    })
    if (descriptor === undefined) return undefined
    this.#open = descriptor
    return {
      write: (chunk) => {
        this.#countBytes(chunk.length)
        writeSync(descriptor, chunk)
      },
      end: () => this.close(),
    }
  }

  /** A symbolic link; it is made at the end, where it stays inside. */
  link(name: string, aim: string): void {
    const path = this.#place(name)
    if (!path) return
    this.#countFile()
    const away = relative(this.#root, resolve(dirname(path), aim))
    const staysInside = !aim.startsWith('/') && away !== '..' && !away.startsWith(`..${sep}`)
    if (staysInside) this.#links.push({ name, path, aim })
    else this.leaveOut(name)
  }

  /** A second name of a file that the archive has already held: a copy of it. */
  hardLink(name: string, first: string): void {
    const parts = partsOf(first)
    const source = typeof parts === 'string' ? this.#root : join(this.#root, ...parts)
    const found = statSync(source, { throwIfNoEntry: false })
    if (!found?.isFile()) {
      this.leaveOut(name)
      return
    }
    const copy = this.file(name, (found.mode & 0o100) !== 0)
    copy?.write(readFileSync(source))
    copy?.end()
  }

  /** Notes what is neither a file nor a folder nor a link that is wanted. */
  leaveOut(name: string): void {
    this.leftOut.push(name)
  }

  /** Makes the links. @throws BadArchive where there was nothing in it */
  finish(): void {
    const made = this.#links.filter((link) => this.#makeLink(link))
    // A chain of links can lead further than each of them shows.
    for (const { name, path } of made) {
      if (this.#endsInside(path)) continue
      unlinkSync(path)
      this.leaveOut(name)
    }
    if (this.#files === 0) throw new BadArchive('empty')
  }

  /** Closes the file that is being written, if there is one. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open)
    this.#open = undefined
  }

  /** Where an entry is to be written; nothing where it is junk, or where its name alone is refused. */
  #place(name: string): string | undefined {
    const parts = partsOf(name)
    if (typeof parts === 'string') return this.#refuse(parts, name)
    return parts.some(isJunk) ? undefined : join(this.#root, ...parts)
  }

  #refuse(fault: ArchiveFault, name: string): undefined {
    if (this.#bounds.badName === 'whole') throw new BadArchive(fault, name)
    this.leaveOut(name)
  }

  /** Does it, unless something else has the name. */
  #unlessTaken<Result>(name: string, write: () => Result): Result | undefined {
    try {
      return write()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST' || code === 'ENOTDIR') return this.#refuse('duplicate', name)
      throw error
    }
  }

  #makeFolder(path: string): void {
    if (this.#folders.has(path)) return
    this.#makeFolder(dirname(path))
    mkdirSync(path)
    this.#folders.add(path)
    this.#countEntries()
  }

  #makeLink({ name, path, aim }: Link): boolean {
    const make = () => {
      this.#makeFolder(dirname(path))
      symlinkSync(aim, path)
      return true
    }
    return this.#unlessTaken(name, make) ?? false
  }

  #endsInside(path: string): boolean {
    try {
      // Node's own way takes `..` after a link for the link's folder.
      const real = realpathSync.native(path)
      return real === this.#root || real.startsWith(this.#root + sep)
    } catch {
      return false
    }
  }

  #countFile(): void {
    this.#files++
    this.#countEntries()
  }

  #countEntries(): void {
    if (this.#files + this.#folders.size > this.#bounds.entries) throw new BadArchive('too-many')
  }

  #countBytes(count: number): void {
    this.#bytes += count
    if (this.#bytes > this.#bounds.bytes) throw new BadArchive('too-large')
    const grown = this.#bytes > growth.harmless && this.#bytes > growth.factor * this.#archiveBytes
    if (grown) throw new BadArchive('bomb')
  }
}
