import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Script } from 'node:vm'
import { writeWhole } from '../files/write-whole.ts'

/** The folder of what V8 has compiled, beside `dist/`, seen from that of a program in it. */
function folderOf(program: string): string {
  return join(program, '..', '..', '..', 'compiled')
}

/**
 * The name under which the compiled code of one bundle is kept for one Node. V8 itself refuses what another version
 * or other flags have made; that it comes from another source of the same length, or from another build of
 * the same version, it wouldn't notice.
 */
function nameFor(program: string, mark: string): string {
  const { size, mtimeMs } = statSync(process.execPath)
  const node = [process.version, process.arch, size, Math.round(mtimeMs)]
  return [basename(program), mark, ...node].join('-')
}

/**
 * What V8 compiled of a program before, if anything.
 * @param program its folder, absolute
 * @param mark tells its bundle from any other
 */
export function keptCompiled(program: string, mark: string): { readonly cachedData?: Buffer } {
  // Coverage counts in code that was compiled to be counted.
  if (process.env.NODE_V8_COVERAGE) return {}
  try {
    return { cachedData: readFileSync(join(folderOf(program), nameFor(program, mark))) }
  } catch {
    return {}
  }
}

/**
 * Keeps what was compiled of a program until its end, which is all that it has used, in the folder that
 * SOCKGRADE_COMPILED names, if it does.
 */
export function keepCompiled(script: Script, program: string, mark: string): void {
  const folder = process.env.SOCKGRADE_COMPILED
  if (!folder) return
  process.on('exit', () => {
    // V8 trusts what it reads: half a file must never stand under the name of a whole one.
    writeWhole(join(folder, nameFor(program, mark)), script.createCachedData(), { flush: true })
  })
}
