import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { BadArchive, type Unpacker, type Written } from './unpacker.ts'

/** Headers, padding and what is left out may make a tar archive this much larger than its files. */
const overhead = 2

/** Unpacks a tar archive, gzipped or not. @throws BadArchive, and the errors of tar and zlib where it is broken */
export async function unpackTar(
  path: string,
  gzipped: boolean,
  unpacker: Unpacker,
  most: number,
): Promise<void> {
  let failure: Error | undefined
  const parser = new Parser({
    strict: true,
    // It isn't to unpack once more what has been unpacked here.
    maxDecompressionRatio: 0,
    onReadEntry: (entry) => unpackEntry(entry, unpacker),
  })
  parser.on('error', (error) => {
    failure ??= error
  })
  let ended = false
  parser.on('eof', () => {
    ended = true
  })
  parser.on('ignoredEntry', ({ path, meta }) => meta || unpacker.leaveOut(path))
  const file = createReadStream(path)
  const bytes = gzipped ? file.pipe(createGunzip()) : file
  file.on('error', (error) => bytes.destroy(error))
  let read = 0
  try {
    for await (const chunk of bytes) {
      read += chunk.length
      if (read > overhead * most) throw new BadArchive('too-large')
      parser.write(chunk)
      if (failure) throw failure
    }
    parser.end()
    if (failure) throw ended ? new BadArchive('empty') : failure
  } finally {
    file.destroy()
  }
}

function unpackEntry(entry: ReadEntry, unpacker: Unpacker): void {
  const written = begin(entry, unpacker)
  entry.on('data', (chunk) => written?.write(chunk))
  entry.on('end', () => written?.end())
}

function begin(entry: ReadEntry, unpacker: Unpacker): Written | undefined {
  const { path, linkpath = '', mode = 0 } = entry
  switch (entry.type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return unpacker.file(path, (mode & 0o111) !== 0)
    case 'Directory':
      unpacker.folder(path)
      return undefined
    case 'SymbolicLink':
      unpacker.link(path, linkpath)
      return undefined
    case 'Link':
      unpacker.hardLink(path, linkpath)
      return undefined
    default:
      unpacker.leaveOut(path)
      return undefined
  }
}
