import { cpSync } from 'node:fs'
import { execa } from 'execa'
import { environmentFor } from './environment.ts'
import { Unusable } from './problem.ts'
import { fill, type Submission } from './submission.ts'
import { pathOf } from './tools.ts'

/** A submission that is ready to be started. */
export interface Built {
  readonly submission: Submission
  /** The command, all but `{port}` filled in. */
  readonly run: readonly string[]
  /** The command as its author would type it. */
  readonly shown: string
}

/**
 * Builds a submission into `out`, a folder outside the student's own.
 * @param timeout how long a build may take, ms
 * @throws Unusable with the compiler's own words when it fails
 */
export async function buildSubmission(
  submission: Submission,
  out: string,
  runId: string,
  timeout: number,
): Promise<Built> {
  if (submission.buildsInCopy) cpSync(submission.folder, out, { recursive: true })
  if (submission.sourceCopy && submission.path) {
    const [copy = ''] = fill([submission.sourceCopy], { out })
    cpSync(submission.path, copy)
  }
  if (submission.build) {
    const [file = '', ...args] = fill(submission.build, { out })
    const result = await execa(file, args, {
      cwd: submission.buildsInCopy ? out : submission.folder,
      env: environmentFor(runId, 0),
      extendEnv: false,
      all: true,
      stdin: 'ignore',
      reject: false,
      timeout,
      encoding: 'buffer',
      maxBuffer: 1024 * 1024,
    })
    if (result.failed) {
      const command = [file, ...args].join(' ')
      throw new Unusable({ code: 'build-failed', command, output: result.all ?? new Uint8Array() })
    }
  }
  const [tool = '', ...args] = fill(submission.findRun?.(out) ?? submission.run, { out })
  const run = [(await located(submission, runId)) ?? tool, ...args]
  return { submission, run, shown: shown(submission, [tool, ...args]) }
}

/** The command in the words of the person who named the program; what was built goes by its source. */
function shown({ build, path, title }: Submission, words: readonly string[]): string {
  return build ? title : words.map((word) => (word === path ? title : word)).join(' ')
}

/** The real path of the tool that runs the program, where another stands in for it. */
async function located(submission: Submission, runId: string): Promise<string | undefined> {
  const [file, ...args] = submission.locate ?? []
  if (!file || !pathOf(file)?.includes('shims')) return undefined
  const { stdout, failed } = await execa(file, args, {
    cwd: submission.folder,
    env: environmentFor(runId, 0),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  return failed ? undefined : stdout.trim()
}
