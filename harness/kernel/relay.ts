import { readlinkSync, realpathSync } from 'node:fs'
import { pathOf } from './path.ts'

/** The tool that runs a program on a pseudo-terminal, and passes on what is typed and printed. */
export const relayTool = 'script'

let path: string | undefined

/**
 * Whether a process is script(1), which stands between us and a program that was given a terminal: it speaks
 * for nobody, and what it passes on may be on its way within the terminal, where nobody can see it.
 * @param name what the kernel calls it
 */
export function isRelay(pid: number, name: string): boolean {
  if (name !== relayTool) return false
  try {
    path ??= realpathSync(pathOf(relayTool) ?? `/${relayTool}`)
    return readlinkSync(`/proc/${pid}/exe`) === path
  } catch {
    return false
  }
}
