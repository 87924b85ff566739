import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { writeWhole } from '../files/write-whole.ts'
import { gradescope } from '../formats/gradescope.ts'
import { gradescopeFiles } from '../packaging/gradescope.ts'
import { zipOf } from '../packaging/zip.ts'
import { folderRecipes, recipes } from '../program/recipes.ts'
import { withoutChecks } from '../report/without-checks.ts'
import { settingsFile } from '../settings/read.ts'
import type { Settings } from '../settings/schema.ts'
import { instructed } from '../spec/instructed.ts'
import { checksOf, pointsOf } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { version } from '../version.ts'
import { contextFor } from './deliver.ts'
import { personsSettings } from './job.ts'
import type { PackageOptions } from './package.ts'
import { choiceOf, specNamed, UsageError } from './usage.ts'
import { whereThePersonStands } from './where.ts'

/** Packs an autograder, and says what to do with it. @throws UsageError where an option can't be */
export async function runPackage(
  platform: string,
  options: PackageOptions,
  language: Language,
  say: Messages,
): Promise<void> {
  choiceOf('package', platform, ['gradescope'], say)
  const from = whereThePersonStands()
  const file = options.settings ?? (existsSync(join(from, settingsFile)) ? settingsFile : undefined)
  const persons = file === undefined ? {} : await personsSettings(from, { settings: file }, say)
  const { $schema: _, run: __, build: ___, ...own } = persons
  const spec = options.spec ?? own.spec
  const settings = { ...own, ...(spec === undefined ? {} : { spec: specNamed(spec, say).id }) }
  const tools = toolsFor(options.languages, say)
  const out = options.out ?? `gradescope-${settings.spec ?? 'any'}.zip`
  const zip = zipOf(gradescopeFiles({ settings, language, tools, broken: broken(language) }))
  try {
    writeWhole(resolve(from, out), zip)
  } catch (error) {
    throw new UsageError(say.usage.cannotWrite(out, (error as Error).message))
  }
  const languages = [...new Set(tools.map((tool) => tool.language))]
  const lines = [
    say.packing.written(out, zip.length),
    ...say.packing.gradescope(pointsIn(settings), languages),
  ]
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** The recipes of languages; in folders these may need other tools. */
function toolsFor(languages: string, say: Messages) {
  const all = [...recipes, ...folderRecipes].filter(({ install }) => install.startsWith('apt '))
  const names = [...new Set(all.map(({ language }) => language))]
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  return languages.split(',').flatMap((text) => {
    const known = names.find((name) => same(name, text.trim())) ?? text
    const chosen = choiceOf('--languages', known, names, say)
    return all.filter(({ language }) => language === chosen)
  })
}

/** What the assignment is worth; undefined where that depends on the program. */
function pointsIn({ spec, checks = {} }: Settings): number | undefined {
  const chosen = specs.find(({ id }) => id === spec)
  if (!chosen) return undefined
  const played = checksOf(instructed(chosen, checks)).filter(({ dropped }) => !dropped)
  return pointsOf(played, 'core')
}

/** What students read where the grader itself fails, in Gradescope's form. */
function broken(language: Language): string {
  const report = withoutChecks(version, '', { code: 'grader-failed' }, new Date())
  return gradescope(
    { ...report, milliseconds: 0 },
    contextFor(report, { language, verbose: false }),
  )
}
