import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { Unusable } from '../../program/problem.ts'
import { type Bounds, boundsOfOne } from './bounds.ts'
import { unpackTar } from './tar.ts'
import { BadArchive, Unpacker } from './unpacker.ts'
import { unpackZip } from './zip.ts'

/** What an archive is called; some of these are known only so that one can say what to do instead. */
const ending = /\.(?:zip|tar|tar\.gz|tgz|tar\.(?:bz2|xz|zst)|tbz2?|txz|rar|7z)$/i

/** How the formats begin; tar has its mark further on. */
const marks: readonly { readonly format: string; readonly mark: string; readonly at?: number }[] = [
  { format: 'zip', mark: 'PK\x03\x04' },
  { format: 'zip', mark: 'PK\x05\x06' },
  { format: 'tar.gz', mark: '\x1f\x8b' },
  { format: 'tar', mark: 'ustar', at: 257 },
  { format: 'RAR', mark: 'Rar!' },
  { format: '7z', mark: '7z\xbc\xaf\x27\x1c' },
  { format: 'xz', mark: '\xfd7zXZ' },
  { format: 'bzip2', mark: 'BZh' },
  { format: 'zstd', mark: '\x28\xb5\x2f\xfd' },
]

/** Whether a file is an archive, by its name. */
export function isArchive(name: string): boolean {
  return ending.test(name)
}

/** A name without what makes it an archive's. */
export function withoutEnding(name: string): string {
  return name.replace(ending, '')
}

/**
 * Unpacks an archive into a folder, which is made; it is gone again where that fails. Returns the names
 * of what was left out: links that lead out, devices, pipes.
 * @param title how messages name the archive
 * @throws Unusable when it can't or may not be unpacked
 */
export async function unpack(
  archive: string,
  into: string,
  title: string,
  bounds: Bounds = boundsOfOne,
): Promise<readonly string[]> {
  mkdirSync(into, { recursive: true })
  const unpacker = new Unpacker(into, bounds, statSync(archive).size)
  try {
    const format = formatOf(archive)
    if (format === 'zip') await unpackZip(archive, unpacker, bounds.entries)
    else if (format === 'tar' || format === 'tar.gz') {
      await unpackTar(archive, format === 'tar.gz', unpacker, bounds.bytes)
    } else throw new BadArchive(format === undefined ? 'broken' : 'format', format)
    unpacker.finish()
    return unpacker.leftOut
  } catch (error) {
    unpacker.close()
    rmSync(into, { recursive: true, force: true })
    throw asProblem(error, title)
  }
}

/** The format by the bytes of the file, whatever it is called; by its name where they tell nothing. */
function formatOf(archive: string): string | undefined {
  const start = Buffer.alloc(512)
  const file = openSync(archive, 'r')
  readSync(file, start)
  closeSync(file)
  const found = marks.find(({ mark, at = 0 }) =>
    start.subarray(at).toString('latin1').startsWith(mark),
  )
  // A zip may have a program before it that unpacks it; an old tar has no mark.
  return found?.format ?? /\.(zip|tar)$/i.exec(archive)?.[1]?.toLowerCase()
}

/** The machine's own trouble is not the student's: it stays what it is. */
function asProblem(error: unknown, title: string): unknown {
  if ((error as NodeJS.ErrnoException).syscall) return error
  const { fault, detail } = error instanceof BadArchive ? error : new BadArchive('broken')
  return new Unusable({
    code: 'bad-archive',
    path: title,
    fault,
    ...(detail === undefined ? {} : { detail }),
  })
}
