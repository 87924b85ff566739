import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Whether a program of this name can be started. */
export function isInstalled(tool: string): boolean {
  return pathOf(tool) !== undefined
}

/** Where the PATH finds a program. */
export function pathOf(tool: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder || '.', tool))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
