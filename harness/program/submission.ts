import type { Words } from './recipes.ts'

/** A student's program, and the commands that build and run it. */
export interface Submission {
  /** The file or folder as it was named, or the command. */
  readonly title: string
  /** The file or folder, absolute; undefined where a command was given. */
  readonly path: string | undefined
  /** The folder in which the program runs, absolute. */
  readonly folder: string
  readonly language: string
  readonly build: Words | undefined
  /** Before a build, the file is copied to this path, since its compiler insists on a name. */
  readonly sourceCopy?: string | undefined
  /** Before a build, the folder is copied to where the build's results go. */
  readonly buildsInCopy: boolean
  readonly run: Words
  /** Prints the real path of the command's first word. */
  readonly locate?: Words | undefined
  /** Finds the command once the build is done, where only that can tell. */
  readonly findRun: ((out: string) => Words) | undefined
  /** Its output goes through C's `stdio`. */
  readonly stdio: boolean
  /** Whether its text speaks of command-line arguments; unknown programs may. */
  readonly takesArguments: boolean
  /** Whether its text speaks of connecting, and not of listening. */
  readonly connects: boolean
  /** The numbers in its text that could be its port. */
  readonly ports: readonly number[]
}

/** A path as a word of a command: what looks like a placeholder in it is none. */
export function literal(path: string): string {
  return path.replaceAll('{', '\0')
}

/** The words as they are started, with nothing left to be filled in. */
export function asWords(words: Words): string[] {
  return words.map((word) => word.replaceAll('\0', '{'))
}

/** Fills the placeholders of a command. */
export function fill(words: Words, values: Readonly<Record<string, string>>): string[] {
  return words.map((word) =>
    word.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  )
}
