import type { Settings } from '../settings/schema.ts'
import type { Language } from '../spec/words.ts'
import type { Platform, Role } from './guess.ts'
import type { GraderSource } from './remote.ts'
import type { Repository } from './repository.ts'
import { filledTemplate, placeholder } from './template.ts'

/** All that has been found out, or said. */
export interface Choices {
  readonly platform: Platform
  readonly role: Role
  readonly spec: string
  readonly language: Language
  readonly grader: GraderSource | undefined
  /** In Classroom 50's repository: `classroom/assignment`. */
  readonly assignment: string | undefined
}

/** A file that is to be there, by its path from the repository's folder. */
export interface PlannedFile {
  readonly path: string
  readonly content: string
}

/** What a person is to do then. */
export type Step =
  | { readonly kind: 'owner'; readonly file: string }
  | { readonly kind: 'include'; readonly file: string }
  | { readonly kind: 'push'; readonly platform: 'github' | 'gitlab' }
  /** How a student's repository calls the workflow of the course. */
  | { readonly kind: 'call'; readonly workflow: string }
  | { readonly kind: 'gitlab-course'; readonly file: string; readonly project: string }
  | { readonly kind: 'publish'; readonly assignment: string }
  | { readonly kind: 'teacher-grades' }
  | { readonly kind: 'no-platform' }
  | { readonly kind: 'checks'; readonly files: readonly string[] }
  | { readonly kind: 'at-home'; readonly place: string }

/** What is to be written, and what is to be done by hand. */
export interface Plan {
  readonly files: readonly PlannedFile[]
  readonly steps: readonly Step[]
}

/** What a repository needs so that it is graded. */
export function planFor(repository: Repository, choices: Choices): Plan {
  const { role, spec } = choices
  const settings: Settings =
    role === 'instructor'
      ? { spec, checks: {}, ...repository.settings }
      : { spec, ...repository.settings }
  const own = ownFile(repository, choices, settings)
  const { files, steps } = automation(repository, choices, settings)
  return {
    files: [own, ...files],
    steps: [
      ...files
        .filter(({ content }) => content.includes(placeholder))
        .map(({ path }): Step => ({ kind: 'owner', file: path })),
      ...(role === 'instructor'
        ? [{ kind: 'checks', files: [own.path, ...copiesIn(files)] } as const]
        : []),
      ...steps,
      ...(role === 'student' ? [{ kind: 'at-home', place: repository.place } as const] : []),
    ],
  }
}

/** The files in which the settings stand once more. */
function copiesIn(files: readonly PlannedFile[]): string[] {
  return files.filter(({ path }) => path.endsWith('.yml')).map(({ path }) => path)
}

/** The settings: beside the student's program, or where the instructor grades. */
function ownFile(
  { place }: Repository,
  { role, platform, assignment }: Choices,
  settings: Settings,
): PlannedFile {
  const folder =
    role === 'student' ? place : platform === 'classroom50' ? autograders(assignment) : '.'
  const path = folder === '.' ? 'sockgrade.json' : `${folder}/sockgrade.json`
  return { path, content: `${JSON.stringify(settings, null, 2)}\n` }
}

/** The folder of an assignment in Classroom 50's repository, from `classroom/assignment`. */
function autograders(assignment = ''): string {
  return assignment.replace('/', '/autograders/')
}

function automation(repository: Repository, choices: Choices, settings: Settings): Plan {
  const { platform, role, assignment } = choices
  const fill = (name: string) =>
    filledTemplate(name, {
      ...choices,
      place: role === 'student' ? repository.place : '.',
      settings: role === 'instructor' ? settings : undefined,
    })
  switch (platform) {
    case 'github':
      return onGithub(repository, role, fill)
    case 'gitlab':
      return onGitlab(repository, role, fill)
    case 'classroom50':
      if (role === 'student') return { files: [], steps: [{ kind: 'teacher-grades' }] }
      return {
        files: [
          {
            path: `${autograders(assignment)}/autograder.py`,
            content: fill('classroom50/autograder.py'),
          },
        ],
        steps: [{ kind: 'publish', assignment: assignment ?? '' }],
      }
    case 'none':
      return { files: [], steps: [{ kind: 'no-platform' }] }
  }
}

function onGithub({ remote }: Repository, role: Role, fill: (name: string) => string): Plan {
  const path = '.github/workflows/sockgrade.yml'
  if (role === 'student') {
    return {
      files: [{ path, content: fill('github.yml') }],
      steps: [{ kind: 'push', platform: 'github' }],
    }
  }
  const course = remote?.path ?? 'OWNER/COURSE'
  return {
    files: [{ path, content: fill('github-course.yml').replace('OWNER/COURSE', () => course) }],
    steps: [{ kind: 'call', workflow: `${course}/${path}@main` }],
  }
}

function onGitlab(
  { remote, configuration }: Repository,
  role: Role,
  fill: (name: string) => string,
): Plan {
  const content = fill('gitlab-ci.yml')
  if (role === 'instructor') {
    const file = 'sockgrade.gitlab-ci.yml'
    const project = remote?.path ?? 'GROUP/COURSE'
    return {
      files: [{ path: file, content }],
      steps: [{ kind: 'gitlab-course', file, project }],
    }
  }
  const existing = configuration.get('.gitlab-ci.yml')
  const push = { kind: 'push', platform: 'gitlab' } as const
  // One of the student's own is left as it is, and takes ours in.
  if (existing !== undefined && !/^sockgrade:/m.test(existing)) {
    const file = '.gitlab/sockgrade.yml'
    return {
      files: [{ path: file, content }],
      steps: existing.includes(file) ? [push] : [{ kind: 'include', file }, push],
    }
  }
  return { files: [{ path: '.gitlab-ci.yml', content }], steps: [push] }
}
