import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { pathOf } from '../kernel/path.ts'
import { type Recipe, recipes } from './recipes.ts'

/** The real paths of tools, by the names under which something else stands for them on the PATH. */
export type RealPaths = Readonly<Record<string, string>>

/**
 * Knows the real paths of tools for which a version manager has put a stand-in on the PATH, which would slow
 * down each start of a program. Each is asked for once.
 */
export class RealTools {
  readonly #asked = new Map<string, Promise<RealPaths>>()

  /** The real paths of the tools that a file or folder may be run by. */
  async of(path: string): Promise<RealPaths> {
    const extensions = extensionsIn(path)
    const wanted = recipes.filter((recipe) =>
      recipe.extensions.some((each) => extensions.has(each)),
    )
    const found = await Promise.all(wanted.map((recipe) => this.#ask(recipe)))
    return Object.assign({}, ...found)
  }

  #ask({ tool, locate }: Recipe): Promise<RealPaths> {
    if (!locate || !pathOf(tool)?.includes('shims')) return Promise.resolve({})
    const asked = this.#asked.get(tool) ?? ask(tool, locate)
    this.#asked.set(tool, asked)
    return asked
  }
}

async function ask(tool: string, [file = '', ...args]: readonly string[]): Promise<RealPaths> {
  try {
    // Not in the student's folder, where a module of theirs could answer for the tool.
    const { stdout } = await promisify(execFile)(file, args, { cwd: homedir() })
    return { [tool]: stdout.trim() }
  } catch {
    return {}
  }
}

/** The endings of a file's name, or of those in a folder. */
function extensionsIn(path: string): ReadonlySet<string> {
  try {
    const names = statSync(path).isDirectory() ? readdirSync(path) : [path]
    return new Set(names.map((name) => extname(name).slice(1).toLowerCase()))
  } catch {
    return new Set()
  }
}
