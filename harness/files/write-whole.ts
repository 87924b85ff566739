import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file, with the folders that lead to it, so that it is there whole or not at all. Into what is
 * no plain file, a pipe say, it writes as it can.
 * @param flush whether it is to outlive a loss of power as well
 * @throws Error of the system
 */
export function writeWhole(
  path: string,
  content: string | Uint8Array,
  { flush = false } = {},
): void {
  mkdirSync(dirname(path), { recursive: true })
  const there = statSync(path, { throwIfNoEntry: false })
  if (there && !there.isFile()) {
    writeFileSync(path, content)
    return
  }
  const file = there ? realpathSync(path) : path
  // Who writes the same in another world may have the same number there.
  const part = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}.part`
  try {
    writeFileSync(part, content, { flush })
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
