import { isInstalled } from '../kernel/path.ts'
import { Unusable } from './problem.ts'

/** @throws Unusable when the program isn't on the PATH */
export function requireTool(recipe: { tool: string; language: string; install: string }): void {
  if (recipe.tool === 'node' || isInstalled(recipe.tool)) return
  const { tool, language, install } = recipe
  throw new Unusable({ code: 'tool-missing', tool, language, install })
}
