import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Script } from 'node:vm'

/** The folder of what V8 has compiled, beside `dist/`, seen from that of a program in it. */
function folderOf(program: string): string {
  return join(program, '..', '..', '..', 'compiled')
}

/**
 * What was compiled is one Node's: V8 itself refuses another version's, and what was made under other flags, but
 * not that of another build of the same version.
 */
function nameFor(program: string): string {
  const { size, mtimeMs } = statSync(process.execPath)
  return [basename(program), process.version, process.arch, size, Math.round(mtimeMs)].join('-')
}

/** What V8 compiled of a program before, if anything. @param program its folder, absolute */
export function keptCompiled(program: string): { readonly cachedData?: Buffer } {
  // Coverage counts in code that was compiled to be counted.
  if (process.env.NODE_V8_COVERAGE) return {}
  try {
    return { cachedData: readFileSync(join(folderOf(program), nameFor(program))) }
  } catch {
    return {}
  }
}

/**
 * Keeps what was compiled of a program until its end, which is all that it has used, in the folder that
 * SOCKGRADE_COMPILED names, if it does.
 */
export function keepCompiled(script: Script, program: string): void {
  const folder = process.env.SOCKGRADE_COMPILED
  if (!folder) return
  process.on('exit', () => {
    const whole = join(folder, nameFor(program))
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${whole}.new`, script.createCachedData())
    renameSync(`${whole}.new`, whole)
  })
}
