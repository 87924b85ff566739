import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = dirname(createRequire(import.meta.url).resolve('sockgrade/package.json'))

/** A style sheet or script that the build has made for a page, to be written into it. */
export function asset(name: 'student.css' | 'class.css' | 'class-script.js'): string {
  return readFileSync(join(root, 'dist', 'assets', name), 'utf8')
}
