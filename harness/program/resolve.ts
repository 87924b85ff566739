import { statSync } from 'node:fs'
import { resolveFile } from './file.ts'
import { resolveFolder, type Wanted } from './folder.ts'
import type { Submission } from './submission.ts'

/**
 * Finds out how a file or folder, given by its absolute path, is built and run; `title` is how messages
 * name it, and `wanted` what it should be where there are several programs.
 * @throws Unusable when there is nothing in it that could be run
 */
export function resolveSubmission(
  path: string,
  title: string,
  wanted: Wanted = 'server',
): Submission {
  return statSync(path).isDirectory()
    ? resolveFolder(path, title, wanted)
    : resolveFile(path, title)
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
    connects: false,
    ports: [],
  }
}
