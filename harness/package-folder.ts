import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** The folder of the package, absolute: references, fixtures and templates lie in it. */
export const packageFolder: string = dirname(
  createRequire(import.meta.url).resolve('sockgrade/package.json'),
)
