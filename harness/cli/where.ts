import { dirname } from 'node:path'
import { type Language, languages } from '../spec/words.ts'

/**
 * The folder in which the person stands. `npm run` changes to the package's own folder and leaves the
 * one it was called from in INIT_CWD.
 */
export function whereThePersonStands(): string {
  const { INIT_CWD: from, npm_package_json: manifest } = process.env
  const changed = manifest !== undefined && dirname(manifest) === process.cwd()
  return from && changed ? from : process.cwd()
}

/** The language of the person's locale, English where it is none of ours. */
export function languageOfLocale(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const locale = (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase()
  return languages.find((language) => locale.startsWith(language)) ?? 'en'
}

/** The language that the arguments ask for, before they are parsed: help and errors are in it too. */
export function languageOf(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = args[at]?.includes('=') ? args[at]?.split('=')[1] : args[at + 1]
  return (at >= 0 && languages.find((language) => language === asked)) || languageOfLocale()
}

/** Columns for what is printed to a stream. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return Math.min(Math.max(stream.columns ?? 100, 50), 120)
}

/** Whether a stream shows colours: a terminal, unless NO_COLOR says no. */
export function coloursOn(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}
