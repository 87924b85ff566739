import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { resolveFile } from './file.ts'
import { resolveFolder } from './folder.ts'
import { Unusable } from './problem.ts'
import type { Submission } from './submission.ts'

/**
 * Finds out how a file or folder is built and run.
 * @throws Unusable when there is no such thing, or nothing in it that could be run
 */
export function resolveSubmission(path: string, from: string): Submission {
  const whole = resolve(from, path)
  const kind = statSync(whole, { throwIfNoEntry: false })
  if (!kind) throw new Unusable({ code: 'no-such-file', path })
  return kind.isDirectory() ? resolveFolder(whole, path) : resolveFile(whole, path)
}

/** A submission that is a command; `{port}` in it stands for the port that is offered. */
export function resolveCommand(words: readonly string[], from: string): Submission {
  return {
    title: words.join(' '),
    path: undefined,
    folder: from,
    language: 'command',
    build: undefined,
    buildsInCopy: false,
    run: words,
    findRun: undefined,
    stdio: true,
    takesArguments: false,
    ports: [],
  }
}
