import { readFileSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { assignmentsIn } from '../init/classroom50.ts'
import { type Platform, platformOf, platforms, roleOf, roles, specsOf } from '../init/guess.ts'
import { planFor, type Step } from '../init/plan.ts'
import { type GraderSource, graderSource, remoteFrom, topOf } from '../init/remote.ts'
import { type Repository, readRepository } from '../init/repository.ts'
import { placeholder } from '../init/template.ts'
import { writeNew } from '../init/write-new.ts'
import { Unusable } from '../program/problem.ts'
import type { Language } from '../spec/words.ts'
import { ask } from './ask.ts'
import type { InitOptions } from './init.ts'
import { choiceOf, specNamed, UsageError } from './usage.ts'
import { whereThePersonStands } from './where.ts'

/**
 * Writes what a repository needs so that it is graded, and says what to do then.
 * @throws UsageError where something can neither be found out nor asked for
 */
export async function runInit(
  named: string,
  options: InitOptions,
  language: Language,
  say: Messages,
): Promise<void> {
  const repository = await repositoryAt(resolve(whereThePersonStands(), named), named, say)
  const grader = graderFrom(options.grader, say)
  const spec = await specFor(repository, options.spec, language, say)
  const platform = await platformFor(repository, options.ci, say)
  const role =
    options.role === undefined ? roleOf(repository) : choiceOf('--role', options.role, roles, say)
  const assignment =
    platform === 'classroom50' && role === 'instructor'
      ? await assignmentFor(repository, options.assignment, say)
      : undefined
  const plan = planFor(repository, { platform, role, spec, language, grader, assignment })
  const { init } = say
  const lines = [init.found(spec, platform, role), '']
  for (const { path, content } of plan.files) {
    const isNew = writeNew(resolve(repository.folder, path), content)
    lines.push(isNew ? init.written(path) : init.there(path))
  }
  const steps = plan.steps.filter((step) => isDue(step, repository.folder))
  lines.push('', init.now, ...steps.map((step) => `- ${sentenceFor(step, say)}`))
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** Whether it is to be done: in a file that was there before, it may have been done already. */
function isDue(step: Step, folder: string): boolean {
  return (
    step.kind !== 'owner' || readFileSync(resolve(folder, step.file), 'utf8').includes(placeholder)
  )
}

async function repositoryAt(folder: string, named: string, say: Messages): Promise<Repository> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(say.problems['no-such-file']({ code: 'no-such-file', path: named }))
  }
  const top = topOf(folder)
  // Nobody reads a workflow elsewhere.
  if (top !== undefined && top !== realpathSync(folder)) throw new UsageError(say.init.notTop(top))
  try {
    return await readRepository(folder)
  } catch (error) {
    if (!(error instanceof Unusable) || error.problem.code !== 'bad-settings') throw error
    throw new UsageError(say.problems['bad-settings'](error.problem))
  }
}

function graderFrom(said: string | undefined, say: Messages): GraderSource | undefined {
  if (said === undefined) return graderSource()
  const onGithub = /^[\w-][\w.-]*\/[\w.-]+$/.test(said)
  const remote = remoteFrom(onGithub ? `https://github.com/${said}` : said)
  if (!remote) throw new UsageError(say.init.noRepository(said))
  return { ...remote, ref: 'main' }
}

async function specFor(
  repository: Repository,
  said: string | undefined,
  language: Language,
  say: Messages,
): Promise<string> {
  if (said !== undefined) return specNamed(said, say).id
  const likely = specsOf(repository, specs)
  const [only] = likely
  if (only && likely.length === 1) return only.id
  const choices = [...likely, ...specs.filter((spec) => !likely.includes(spec))].map((spec) => ({
    value: spec.id,
    meaning: spec.title[language],
  }))
  return ask({ option: '--spec', text: say.init.whichSpec, choices }, say)
}

async function platformFor(
  repository: Repository,
  said: string | undefined,
  say: Messages,
): Promise<Platform> {
  if (said !== undefined) return choiceOf('--ci', said, platforms, say)
  const found = platformOf(repository)
  if (found) return found
  const choices = platforms.map((value) => ({ value, meaning: say.init.platforms[value] }))
  return ask({ option: '--ci', text: say.init.whichPlatform, choices }, say)
}

async function assignmentFor(
  repository: Repository,
  said: string | undefined,
  say: Messages,
): Promise<string> {
  const known = assignmentsIn(repository)
  const names = known.map(({ name }) => name)
  if (said !== undefined) return choiceOf('--assignment', said, names, say)
  const [only] = names
  if (only && names.length === 1) return only
  const choices = known.map(({ name, title }) => ({ value: name, meaning: title }))
  return ask({ option: '--assignment', text: say.init.whichAssignment, choices }, say)
}

function sentenceFor(step: Step, { init: { steps } }: Messages): string {
  switch (step.kind) {
    case 'owner':
      return steps.owner(step.file)
    case 'include':
      return steps.include(step.file)
    case 'push':
      return steps.push[step.platform]
    case 'call':
      return steps.call(step.workflow)
    case 'gitlab-course':
      return steps.gitlabCourse(`${step.file}@${step.project}`)
    case 'publish':
      return steps.publish(step.assignment)
    case 'teacher-grades':
      return steps.teacherGrades
    case 'no-platform':
      return steps.noPlatform
    case 'checks':
      return steps.checks(step.files)
    case 'at-home':
      return steps.atHome(step.place)
  }
}
