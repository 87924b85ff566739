import zlib from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { BadArchive, type Unpacker } from './unpacker.ts'
import { decodeName } from './zip-name.ts'

/** Node has it since 20.15. */
const { crc32 } = zlib as { crc32?: typeof zlib.crc32 }

/** Who wrote the attributes of an entry, where they hold a Unix mode (APPNOTE.TXT 4.4.2.2). */
const unixSystems = [3, 19]

/** What a Unix mode says an entry is (inode(7)). */
const kinds = { mask: 0o170000, file: 0o100000, folder: 0o040000, link: 0o120000 }

/** The aim of a link is longer in no file system, bytes. */
const longestAim = 4096

/** Unpacks a zip archive. @throws BadArchive, and the errors of yauzl and zlib where it is broken */
export async function unpackZip(path: string, unpacker: Unpacker, most: number): Promise<void> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false })
  try {
    const entries = await entriesOf(zip, most)
    refuseOverlaps(zip, entries)
    for (const entry of entries) await unpackEntry(zip, entry, unpacker)
  } finally {
    zip.close()
  }
}

async function entriesOf(zip: ZipFile, most: number): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    if (entries.push(entry) > most) throw new BadArchive('too-many')
    if (entry.isEncrypted()) throw new BadArchive('encrypted')
    if (!entry.canDecodeFileData()) {
      throw new BadArchive('format', `zip, compression method ${entry.compressionMethod}`)
    }
  }
  return entries
}

/** Entries that share their bytes make a small archive huge (D. Fifield, “A better zip bomb”, 2019). */
function refuseOverlaps(zip: ZipFile, entries: readonly Entry[]): void {
  const places = entries
    .map((entry) => ({
      begin: entry.relativeOffsetOfLocalHeader,
      end: entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize,
    }))
    .sort((one, other) => one.begin - other.begin)
  places.push({ begin: zip.fileSize, end: zip.fileSize })
  for (const [index, { begin }] of places.entries()) {
    if (index > 0 && begin < (places[index - 1]?.end ?? 0)) throw new BadArchive('bomb')
  }
}

async function unpackEntry(zip: ZipFile, entry: Entry, unpacker: Unpacker): Promise<void> {
  const name = decodeName(entry)
  const mode = modeOf(entry)
  const kind = mode & kinds.mask
  if (kind === kinds.folder || /[/\\]$/.test(name)) unpacker.folder(name)
  else if (kind === kinds.link) await unpackLink(zip, entry, name, unpacker)
  else if (kind === kinds.file || kind === 0) {
    const file = unpacker.file(name, (mode & 0o111) !== 0)
    if (!file) return
    await pour(zip, entry, file.write)
    file.end()
  } else unpacker.leaveOut(name)
}

async function unpackLink(zip: ZipFile, entry: Entry, name: string, unpacker: Unpacker) {
  if (entry.uncompressedSize > longestAim) throw new BadArchive('bad-name', name)
  const aim: Uint8Array[] = []
  await pour(zip, entry, (chunk) => aim.push(chunk))
  unpacker.link(name, Buffer.concat(aim).toString())
}

/** Inflates an entry. @throws BadArchive where its checksum is wrong */
async function pour(zip: ZipFile, entry: Entry, write: (chunk: Uint8Array) => void): Promise<void> {
  let checksum = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (crc32) checksum = crc32(chunk, checksum)
    write(chunk)
  }
  if (crc32 && checksum !== entry.crc32) throw new BadArchive('broken')
}

/** The Unix mode of an entry; 0 where its system knows none. */
function modeOf(entry: Entry): number {
  return unixSystems.includes(entry.versionMadeBy >> 8) ? entry.externalFileAttributes >>> 16 : 0
}
