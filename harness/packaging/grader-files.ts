import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageFolder } from '../package-folder.ts'
import type { PackedFile } from './zip.ts'

/** All that the grader needs in order to grade, but for the packages that npm installs. */
export function graderFiles(): Record<string, PackedFile> {
  const compiled = readdirSync(join(packageFolder, 'dist'), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map(({ parentPath, name }) => relative(packageFolder, join(parentPath, name)))
  // A package that npm has installed has no lock file; then the versions in package.json count.
  const others = ['package.json', 'package-lock.json', 'LICENSE'].filter((name) =>
    existsSync(join(packageFolder, name)),
  )
  return Object.fromEntries(
    [...compiled, ...others].map((name) => [
      name,
      { bytes: readFileSync(join(packageFolder, name)) },
    ]),
  )
}
