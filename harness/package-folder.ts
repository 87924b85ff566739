import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the package, absolute: references, fixtures and templates lie in it. */
export const packageFolder: string = packageAbove(import.meta.dirname)

/** The grader as it was built: what its programs consist of. */
export const builtFolder: string = join(packageFolder, 'dist')

/** The grader's own programs that are started by their path, besides the command line. */
export const ownPrograms = {
  worker: join(builtFolder, 'harness', 'worker', 'main.js'),
  bundler: join(builtFolder, 'harness', 'program', 'bundle.js'),
} as const

/** The nearest folder with the package's manifest: a module's depth differs from its place in what is built. */
function packageAbove(folder: string): string {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'sockgrade') {
    return folder
  }
  if (dirname(folder) === folder) throw new Error('the package.json of sockgrade is not there')
  return packageAbove(dirname(folder))
}
