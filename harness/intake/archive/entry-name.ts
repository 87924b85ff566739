import type { ArchiveFault } from '../../program/problem.ts'

/** The longest name that file systems take, and the longest path that is taken here, bytes. */
const longest = { name: 255, path: 1024 }

/** What systems put beside a person's files: no part of a submission. */
const junk = new Set(['__MACOSX', '.DS_Store', 'Thumbs.db', 'desktop.ini', 'Icon\r'])

/** Whether a file or folder was made by a system, not by a person. */
export function isJunk(name: string): boolean {
  return junk.has(name) || name.startsWith('._')
}

/**
 * The parts of an entry's name below the archive's top, none for the top itself; or why nothing may be
 * written under it. Backslashes divide too: old Windows programs write them.
 */
export function partsOf(name: string): readonly string[] | ArchiveFault {
  const path = name.replaceAll('\\', '/')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || parts.includes('..')) return 'outside'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(path) && !parts.some(isJunk)) return 'bad-name'
  const tooLong = parts.some((part) => Buffer.byteLength(part) > longest.name)
  return tooLong || Buffer.byteLength(path) > longest.path ? 'bad-name' : parts
}
