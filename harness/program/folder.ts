import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { resolveFile } from './file.ts'
import { Unusable } from './problem.ts'
import { type FolderRecipe, folderRecipes, recipes, type Words } from './recipes.ts'
import { fill, literal, type Submission } from './submission.ts'
import { requireTool } from './tools.ts'

/** Which of a server and its client is to be run, where a folder has both. */
export type Wanted = 'server' | 'client'

/** A submission that is a folder: a project that says how it is run, or the one program in it. */
export function resolveFolder(folder: string, title: string, wanted: Wanted): Submission {
  const recipe = folderRecipes.find(({ marker }) => existsSync(join(folder, marker)))
  const script = recipe?.marker === 'package.json' ? startScript(folder) : undefined
  if (recipe && (script || recipe.marker !== 'package.json')) {
    requireTool(recipe)
    return {
      title,
      path: folder,
      folder,
      language: recipe.language,
      build: recipe.build && fill(recipe.build, { folder: literal(folder) }),
      buildsInCopy: recipe.inCopy ?? false,
      run: script ?? recipe.run ?? [],
      findRun:
        script || recipe.run
          ? undefined
          : (out) => builtProgram(recipe, out, folder, title, wanted),
      stdio: recipe.stdio ?? false,
      takesArguments: true,
      connects: false,
      ports: [],
    }
  }
  const program = theProgram(folder, title, wanted)
  return {
    ...resolveFile(join(folder, program), join(title, program)),
    title,
    path: join(folder, program),
    folder,
  }
}

function otherThan(wanted: Wanted): Wanted {
  return wanted === 'server' ? 'client' : 'server'
}

/** `npm start`, or the main module; `node FILE` is run without npm, which takes longer to start. */
function startScript(folder: string): Words | undefined {
  let manifest: { scripts?: Record<string, string>; main?: string }
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch (error) {
    const complaints = [(error as Error).message]
    throw new Unusable({ code: 'bad-settings', path: join(folder, 'package.json'), complaints })
  }
  const start = manifest.scripts?.start
  const plain = /^node\s+([\w./-]+)$/.exec(start ?? '')?.[1]
  if (plain) return ['node', literal(join(folder, plain))]
  if (start) return ['npm', 'start', '--silent']
  return manifest.main && existsSync(join(folder, manifest.main))
    ? ['node', literal(join(folder, manifest.main))]
    : undefined
}

/** The file in a folder that is wanted: by its name, or because it is the only program there. */
function theProgram(folder: string, title: string, wanted: Wanted): string {
  const programs = programsIn(folder)
  const other = otherThan(wanted)
  const choices = [
    programs.filter((name) => stem(name) === wanted),
    programs.filter((name) => stem(name) === 'main'),
    programs.filter((name) => stem(name).includes(wanted)),
    programs.filter((name) => !stem(name).includes(other)),
    programs,
  ]
  const chosen = choices.find((names) => names.length === 1)?.[0]
  if (chosen) return chosen
  throw new Unusable(
    programs.length === 0
      ? { code: 'nothing-to-run', path: title }
      : { code: 'several-programs', path: title, candidates: programs },
  )
}

/** Whether a folder has a program that is called what is wanted. */
export function holds(folder: string, wanted: Wanted): boolean {
  return programsIn(folder).some((name) => stem(name).includes(wanted))
}

function programsIn(folder: string): string[] {
  const extensions = recipes.flatMap((recipe) => recipe.extensions)
  return readdirSync(folder)
    .filter((name) => isFile(join(folder, name)))
    .filter((name) => extensions.includes(extname(name).slice(1)) || isProgram(join(folder, name)))
    .sort()
}

/** A name without its ending. */
function stem(name: string): string {
  return name.slice(0, name.length - extname(name).length).toLowerCase()
}

/** Whether there is a file; a link that leads nowhere, or round in a circle, is none. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** A file without an ending that may be executed. */
function isProgram(file: string): boolean {
  if (extname(file) !== '') return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What a build has made: the one executable file that was not there before. */
function builtProgram(
  recipe: FolderRecipe,
  out: string,
  folder: string,
  title: string,
  wanted: Wanted,
): Words {
  const place = recipe.marker === 'Cargo.toml' ? join(out, 'debug') : out
  const made = readdirSync(place).filter(
    (name) =>
      isFile(join(place, name)) && isProgram(join(place, name)) && !existsSync(join(folder, name)),
  )
  const existing = readdirSync(place).filter(
    (name) => isProgram(join(place, name)) && isFile(join(place, name)),
  )
  const candidates = made.length > 0 ? made : existing
  const named = candidates.filter((name) => name.toLowerCase().includes(wanted))
  const notOther = candidates.filter((name) => !name.toLowerCase().includes(otherThan(wanted)))
  const chosen = [named, notOther, candidates].find((names) => names.length === 1)?.[0]
  if (chosen) return [literal(join(place, chosen))]
  throw new Unusable(
    candidates.length === 0
      ? { code: 'nothing-to-run', path: title }
      : { code: 'several-programs', path: title, candidates },
  )
}
