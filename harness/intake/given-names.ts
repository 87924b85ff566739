import { basename, extname } from 'node:path'
import type { FoundSubmission } from './found.ts'
import type { Told } from './lms.ts'

/** A file that was downloaded, with what its name tells. */
interface Downloaded {
  readonly path: string
  readonly told: Told | undefined
}

/**
 * The files of one student under the names that he gave them, and which attempt they are: where the
 * system counts them, the numbers go away again, unless two of the files would get the same name.
 */
export function givenNames(files: readonly Downloaded[]): {
  readonly files: NonNullable<FoundSubmission['files']>
  readonly attempt: number | undefined
} {
  const named = files.map(({ path, told }) => {
    const whole = toldName(path, told)
    return { path, whole, ...(told?.counted ? withoutCount(whole) : { name: whole, count: 0 }) }
  })
  const names = named.map(({ name }) => name.toLowerCase())
  const unique = new Set(names).size === names.length
  const attempts = named.map(({ count }) => count).filter((count) => count > 0)
  return {
    files: named.map(({ path, name, whole }) => ({ path, name: unique ? name : whole })),
    attempt: unique && attempts.length > 0 ? 1 + Math.max(...attempts) : undefined,
  }
}

/** What the system says the file was called; where that is no name, the whole of it. */
function toldName(path: string, told: Told | undefined): string {
  const name = told?.file ?? ''
  return ['', '.', '..'].includes(name) ? basename(path) : name
}

/** Canvas counts so (attachment.rb, make_unique_filename), up to 7. */
function withoutCount(whole: string): { name: string; count: number } {
  const ending = extname(whole)
  const [, stem, count] = /^(.+)-([1-7])$/s.exec(whole.slice(0, whole.length - ending.length)) ?? []
  return { name: stem ? stem + ending : whole, count: Number(count ?? 0) }
}
