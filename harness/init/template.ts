import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../package-folder.ts'
import type { Settings } from '../settings/schema.ts'
import type { Language } from '../spec/words.ts'
import type { GraderSource } from './remote.ts'

/** What stands in a template for what only its place knows. */
export interface Filling {
  readonly language: Language
  /** Where the grader comes from; undefined leaves OWNER in its place. */
  readonly grader: GraderSource | undefined
  /** The folder that is graded, from the top of the repository. */
  readonly place: string
  /** The instructor's word; undefined where there is none. */
  readonly settings: Settings | undefined
}

/** What templates say where nobody has filled them. */
export const placeholder = 'OWNER'

/** The file of `templates/`, filled. @throws Error where a template lacks what is to be filled */
export function filledTemplate(name: string, filling: Filling): string {
  const text = readFileSync(join(packageFolder, 'templates', name), 'utf8')
  const changes = { 'github.yml': github, 'github-course.yml': github, 'gitlab-ci.yml': gitlab }
  const change = changes[name as keyof typeof changes] ?? python
  return change(filling).reduce((before, [mark, value]) => {
    if (!before.includes(mark)) throw new Error(`${name} has no ${mark}`)
    return before.replace(mark, () => value)
  }, text)
}

type Changes = readonly (readonly [mark: string, value: string])[]

function github({ language, grader, place, settings }: Filling): Changes {
  const onGithub = grader?.host === 'github.com'
  const path = place === '.' ? '' : `\n          path: ${place}`
  return [
    ...(onGithub
      ? ([
          ['      # OWNER is whose repository the grader is.\n', ''],
          [`${placeholder}/sockgrade@main`, `${grader.path}@${grader.ref}`],
        ] as const)
      : []),
    ['lang: en', `lang: ${language}${path}`],
    ...(settings ? [[`settings: '{}'`, `settings: ${quoted(settings)}`] as const] : []),
  ]
}

function gitlab(filling: Filling): Changes {
  const { language, place, settings } = filling
  return [
    ...cloned(filling, '    # OWNER is whose repository the grader is.\n'),
    ['--lang en', `--lang ${language}`],
    ['junit=report.xml .', `junit=report.xml ${place}`],
    ...(settings ? [[`SETTINGS: '{}'`, `SETTINGS: ${quoted(settings)}`] as const] : []),
  ]
}

function python(filling: Filling): Changes {
  return [
    ...cloned(filling, '# OWNER is whose repository the grader is.\n'),
    ['LANGUAGE = "en"', `LANGUAGE = "${filling.language}"`],
  ]
}

function cloned({ grader }: Filling, remark: string): Changes {
  if (!grader) return []
  const url = `https://github.com/${placeholder}/sockgrade.git`
  return [
    [remark, ''],
    [url, `https://${grader.host}/${grader.path}.git`],
  ]
}

/** Settings as a string of YAML; what concerns the instructor's own folder is left out. */
function quoted({ $schema: _, run: __, build: ___, ...settings }: Settings): string {
  return `'${JSON.stringify(settings).replaceAll("'", "''")}'`
}
