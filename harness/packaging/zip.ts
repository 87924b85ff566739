import { type Zippable, zipSync } from 'fflate'

/** A file that is packed. */
export interface PackedFile {
  readonly bytes: Uint8Array
  readonly executable?: boolean
}

/** The host system by which a zip's entries have the modes of Unix; see APPNOTE, “version made by”. */
const unix = 3

/** A regular file, with its permissions, as the upper half of an entry's external attributes. */
const modeOf = (executable: boolean) => (0o100000 | (executable ? 0o755 : 0o644)) << 16

/** A zip of files by their paths: the same bytes for the same files, whenever and wherever it is made. */
export function zipOf(files: Readonly<Record<string, PackedFile>>): Uint8Array {
  const names = Object.keys(files).sort()
  const entries = names.map((name) => {
    const { bytes, executable = false } = files[name] as PackedFile
    return [name, [bytes, { os: unix, attrs: modeOf(executable) }]] as const
  })
  // The earliest time that a zip can tell; it has no time zone.
  return zipSync(Object.fromEntries(entries) as Zippable, { mtime: new Date(1980, 0, 1), level: 9 })
}
