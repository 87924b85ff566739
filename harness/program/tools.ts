import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { Unusable } from './problem.ts'

/** @throws Unusable when the program isn't on the PATH */
export function requireTool(recipe: { tool: string; language: string; install: string }): void {
  if (recipe.tool === 'node' || isInstalled(recipe.tool)) return
  const { tool, language, install } = recipe
  throw new Unusable({ code: 'tool-missing', tool, language, install })
}

/** Whether a program of this name can be started. */
export function isInstalled(tool: string): boolean {
  return pathOf(tool) !== undefined
}

/** Where the PATH finds a program. */
export function pathOf(tool: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(':')
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
