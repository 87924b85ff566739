import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

/** The grader's version, from its package. */
export const version: string = JSON.parse(
  readFileSync(join(packageFolder, 'package.json'), 'utf8'),
).version
