import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file, with the folders that lead to it; whatever is there already stays as it is.
 * @returns whether it is new
 * @throws Error of the system
 */
export function writeNew(path: string, content: string): boolean {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, content, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
