import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtFolder } from '../../package-folder.ts'

/** A style sheet or script that the build has made for a page, to be written into it. */
export function asset(name: 'student.css' | 'class.css' | 'class-script.js'): string {
  return readFileSync(join(builtFolder, 'assets', name), 'utf8')
}
