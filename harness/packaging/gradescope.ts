import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../package-folder.ts'
import type { Recipe } from '../program/recipes.ts'
import type { Settings } from '../settings/schema.ts'
import type { Language } from '../spec/words.ts'
import { graderFiles } from './grader-files.ts'
import type { PackedFile } from './zip.ts'

/** What an autograder grades by. */
export interface GradescopeAutograder {
  /** The instructor's word, the spec included. */
  readonly settings: Settings
  readonly language: Language
  /** What has to be installed for students' programs, by its recipes. */
  readonly tools: readonly Pick<Recipe, 'tool' | 'install'>[]
  /** The `results.json` that says that the grader itself has failed. */
  readonly broken: string
}

/** The files of an autograder for Gradescope, by their paths in its zip. */
export function gradescopeFiles({
  settings,
  language,
  tools,
  broken,
}: GradescopeAutograder): Record<string, PackedFile> {
  const text = (content: string) => ({ bytes: Buffer.from(content) })
  const script = (name: string) => ({
    bytes: readFileSync(join(packageFolder, 'templates', 'gradescope', name)),
    executable: true,
  })
  const grader = Object.entries(graderFiles()).map(([name, file]) => [`grader/${name}`, file])
  return {
    'setup.sh': script('setup.sh'),
    run_autograder: script('run_autograder'),
    'sockgrade.json': text(`${JSON.stringify(settings, null, 2)}\n`),
    options: text(`--lang\n${language}\n`),
    tools: text(tools.map((tool) => `${tool.tool} ${packagesOf(tool)}\n`).join('')),
    'broken.json': text(broken),
    ...Object.fromEntries(grader),
  }
}

/** `apt install gcc libc6-dev` → `gcc libc6-dev` */
function packagesOf({ install }: Pick<Recipe, 'install'>): string {
  return install.replace(/^apt install /, '')
}
