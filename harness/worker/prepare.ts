import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { hasBubblewrap } from '../isolation/bubblewrap.ts'
import { ownerOf } from '../isolation/owner.ts'
import { ofTheSystem, type Place } from '../isolation/place.ts'
import { packageFolder } from '../package-folder.ts'
import { type Copy, takeCopy } from '../program/copy.ts'
import { Unusable } from '../program/problem.ts'
import { resolveCommand, resolveSubmission } from '../program/resolve.ts'
import type { Submission } from '../program/submission.ts'
import type { GradeJob, Surroundings } from './messages.ts'

/** A submission that is copied, and the place in which it is to run. */
export interface Prepared {
  readonly submission: Submission
  readonly copy: Copy
  readonly place: Place
}

/**
 * Copies what was handed in to where it can do no harm, and finds out how it is built and run.
 * @throws Unusable when there is no such thing, or nothing in it that could be run
 */
export function prepare(
  job: GradeJob,
  surroundings: Surroundings,
  given: Pick<Place, 'networks' | 'forkServer'>,
): Prepared {
  const { isolation, identity, runFolder } = surroundings
  const sandbox = sandboxFor(job, isolation)
  const owner = ownerOf(identity)
  const main = takeCopy(namedIn(job), join(runFolder, 'work'), owner)
  const words = commandWords(job, (path, index) =>
    takeCopy(path, join(runFolder, 'named', String(index)), owner),
  )
  const copies = [main, ...words.copies]
  const renamed = 'title' in job.submission
  const copy: Copy = {
    ...main,
    // Where it lies only until it is graded is nobody's business.
    original: renamed ? '.' : main.original,
    restore: () => copies.map((each) => each.restore()).includes(true),
  }
  const hides = 'command' in job.submission || main.path !== main.folder
  const place: Place = {
    isolation,
    identity,
    sandbox,
    // Only where programs can be kept apart in advance are they started in advance, too.
    ...(sandbox === 'none' ? given : { networks: [], forkServer: undefined }),
    runFolder,
    hidden: [packageFolder, hides ? main.original : dirname(main.original), ...job.hidden],
    shown: copies.flatMap(({ linked }) => linked),
  }
  if (isolation === 'none') mkdirSync(join(runFolder, 'tmp'))
  return { submission: submitted(job, copy, words.command), copy, place }
}

/** The words of a command, with copies in place of the files that it names by their whole path. */
function commandWords(
  { submission }: GradeJob,
  take: (path: string, index: number) => Copy,
): { readonly command: readonly string[]; readonly copies: readonly Copy[] } {
  if (!('command' in submission)) return { command: [], copies: [] }
  const copies: Copy[] = []
  const command = submission.command.map((word, index) => {
    if (!isAbsolute(word) || ofTheSystem.test(word) || !existsSync(word)) return word
    const copy = take(word, index)
    copies.push(copy)
    return copy.path
  })
  return { command, copies }
}

/** The file or folder that was handed in, or the one in which a command is to run. */
function namedIn({ submission, from }: GradeJob): string {
  if ('command' in submission) return from
  const path = resolve(from, submission.path)
  if (statSync(path, { throwIfNoEntry: false })) return path
  throw new Unusable({ code: 'no-such-file', path: submission.path })
}

function sandboxFor({ sandbox }: GradeJob, isolation: Surroundings['isolation']): Place['sandbox'] {
  if (isolation === 'none' || sandbox === 'none') return 'none'
  if (hasBubblewrap()) return 'bubblewrap'
  if (sandbox === 'auto') return 'none'
  throw new Unusable({ code: 'no-bubblewrap' })
}

/** What is to be graded, its commands replaced by those of the settings. */
function submitted(
  { submission, run, build, role }: GradeJob,
  copy: Copy,
  command: readonly string[],
): Submission {
  if ('command' in submission) {
    const title = submission.command.join(' ')
    return { ...resolveCommand(command, copy.folder), title }
  }
  const { path, title = path } = submission
  if (run === undefined) return resolveSubmission(copy.path, title, role)
  const shell = (command: string) => ['sh', '-c', command]
  return {
    ...resolveCommand(shell(run), copy.folder),
    title,
    build: build === undefined ? undefined : shell(build),
  }
}
