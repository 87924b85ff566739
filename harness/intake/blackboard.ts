import { readFileSync } from 'node:fs'
import type { Told } from './lms.ts'

/** How the notes begin that Blackboard puts beside each attempt. */
const author = /^Name: (.+) \(([^()]*)\)\r?$/m

/** The students' names by login, from the notes of a Blackboard download; the names of files hold none. */
export function namesInNotes(
  items: readonly { readonly path: string; readonly told: Told | undefined }[],
): ReadonlyMap<string, string> {
  const notes = items.filter(({ told }) => told?.notWork && told.time !== undefined)
  const authors = notes.map(({ path }) => author.exec(readFileSync(path, 'utf8')))
  return new Map(
    authors.filter((found) => found !== null).map(([, name = '', login = '']) => [login, name]),
  )
}
