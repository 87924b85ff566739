import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { folderRecipes, recipes } from '../program/recipes.ts'
import { readSettings } from '../settings/read.ts'
import type { Settings } from '../settings/schema.ts'
import { type Remote, remoteOf } from './remote.ts'

/** What a repository tells of itself. */
export interface Repository {
  /** Absolute. */
  readonly folder: string
  /** All files that are not too far down, by their paths from the folder. */
  readonly files: readonly string[]
  /** The texts of programs, by their paths. */
  readonly sources: ReadonlyMap<string, string>
  /** The texts of what CI reads, by their paths. */
  readonly configuration: ReadonlyMap<string, string>
  readonly remote: Remote | undefined
  /** The folder that has the program in it, from the repository's own. */
  readonly place: string
  readonly settings: Settings
}

/** Nobody's own work lies there. */
const passedOver = new Set(['.git', 'node_modules', 'venv', '.venv', 'target', '__pycache__'])

/** How far a repository is read: folders down, files, and bytes of a file. */
const most = { depth: 4, files: 2000, bytes: 256 * 1024 }

/** @throws Unusable where there are settings already, and they are not right */
export async function readRepository(folder: string): Promise<Repository> {
  const files = filesIn(folder, '', 0).slice(0, most.files)
  const texts = (wanted: (path: string) => boolean) =>
    new Map(
      files
        .filter((path) => wanted(path) && statSync(join(folder, path)).size <= most.bytes)
        .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    )
  const extensions = new Set(recipes.flatMap((recipe) => recipe.extensions))
  const sources = texts((path) => extensions.has(extname(path).slice(1).toLowerCase()))
  const place = placeOf(files, [...sources.keys()])
  return {
    folder,
    files,
    sources,
    configuration: texts(
      (path) => path === '.gitlab-ci.yml' || /^[^/]+\/assignments\.json$/.test(path),
    ),
    remote: remoteOf(folder),
    place,
    settings: { ...(await readSettings(join(folder, place))), ...(await readSettings(folder)) },
  }
}

/** The repository itself, or the only folder with sources. */
function placeOf(files: readonly string[], sources: readonly string[]): string {
  const isProject = folderRecipes.some(({ marker }) => files.includes(marker))
  const folders = new Set(sources.map((path) => dirname(path)))
  const [only = '.'] = folders
  // What would have to be quoted in a workflow is no name of a folder with a program.
  return isProject || folders.size !== 1 || !/^\w[\w./-]*$/.test(only) ? '.' : only
}

function filesIn(folder: string, path: string, depth: number): string[] {
  const entries = readdirSync(join(folder, path), { withFileTypes: true })
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isFile()) return [inside]
      const goesOn = entry.isDirectory() && depth < most.depth && !passedOver.has(entry.name)
      return goesOn ? filesIn(folder, inside, depth + 1) : []
    })
}
