import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The folder of the package, absolute: references, fixtures and templates lie in it. */
export const packageFolder: string = packageAbove(import.meta.dirname)

/** The grader as it was built: what its programs consist of. */
export const builtFolder: string = join(packageFolder, 'dist')

/** The grader's own programs that are started by their path, besides the command line. */
export const ownPrograms = {
  worker: join(builtFolder, 'harness', 'worker', 'main.js'),
  bundler: join(builtFolder, 'harness', 'program', 'bundle.js'),
} as const

/**
 * The nearest folder with a manifest, but for that which tells of what is built only that it is CommonJS: a
 * module's depth differs from its place in there.
 */
function packageAbove(folder: string): string {
  const isPackage = basename(folder) !== 'dist' && existsSync(join(folder, 'package.json'))
  return isPackage ? folder : packageAbove(dirname(folder))
}
