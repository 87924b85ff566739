import { cpSync } from 'node:fs'
import { clearTmp, confining } from '../isolation/confine.ts'
import { limitsOfBuild, type ResourceLimits } from '../isolation/limits.ts'
import type { Place } from '../isolation/place.ts'
import { ownPrograms, packageFolder } from '../package-folder.ts'
import { runToEnd } from './command.ts'
import { environmentFor } from './environment.ts'
import { Unusable } from './problem.ts'
import type { RealPaths } from './real-tools.ts'
import { asWords, fill, type Submission } from './submission.ts'

/** A submission that is ready to be started. */
export interface Built {
  readonly submission: Submission
  /** The command, all but `{port}` filled in. */
  readonly run: readonly string[]
  /** The command as its author would type it. */
  readonly shown: string
}

export interface BuildOptions {
  /** A folder outside the student's own. */
  readonly out: string
  readonly place: Place
  readonly limits: ResourceLimits
  readonly runId: string
  readonly tools: RealPaths
  /** How long a build may take, ms. */
  readonly timeout: number
}

/**
 * Builds a submission, as much apart from the machine as it will run.
 * @throws Unusable with the compiler's own words when it fails
 */
export async function buildSubmission(
  submission: Submission,
  { out, place, limits, runId, timeout, tools }: BuildOptions,
): Promise<Built> {
  if (submission.buildsInCopy) cpSync(submission.folder, out, { recursive: true })
  if (submission.sourceCopy && submission.path) {
    const [copy = ''] = fill([submission.sourceCopy], { out })
    cpSync(submission.path, copy)
  }
  if (submission.build) {
    const words = asWords(fill(submission.build, { out }))
    // Our own bundler, which runs nothing of the student's, has to see itself.
    const there = words.includes(ownPrograms.bundler) ? seeing(place) : place
    const apart = confining(there, limitsOfBuild(limits))
    clearTmp(there)
    const { failed, output } = await runToEnd([...apart, ...words], {
      cwd: submission.buildsInCopy ? out : submission.folder,
      env: environmentFor(place, runId, 0),
      timeout,
      most: 1024 * 1024,
    })
    if (failed) {
      throw new Unusable({ code: 'build-failed', command: words.join(' '), output })
    }
  }
  const [tool = '', ...args] = fill(submission.findRun?.(out) ?? submission.run, { out })
  const run = [(submission.locate && tools[tool]) ?? tool, ...args]
  return { submission, run, shown: shown(submission, [tool, ...args]) }
}

/** The same place, but for the grader itself, which may lie anywhere. */
function seeing(place: Place): Place {
  return { ...place, hidden: [], shown: [...place.shown, packageFolder] }
}

/** The command in the words of the person who named the program; what was built goes by its source. */
function shown({ build, path, title }: Submission, words: readonly string[]): string {
  return build
    ? title
    : asWords(words)
        .map((word) => (word === path ? title : word))
        .join(' ')
}
