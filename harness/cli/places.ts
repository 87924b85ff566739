import type { Messages } from '../feedback/messages.ts'
import { type FormatName, formatNames } from '../formats/index.ts'
import { choiceOf, UsageError } from './usage.ts'

/** A report in one format, and the file that it goes to. */
export interface WrittenReport {
  readonly format: FormatName
  readonly file: string
}

/** Where a report is to go. */
export interface Places {
  readonly standardOutput: FormatName
  readonly files: readonly WrittenReport[]
  /** Whether GitHub's runner is told too. */
  readonly github: boolean
}

/**
 * What `--format` and `--report` say together. A report that goes to standard output takes the terminal's
 * place there.
 * @throws UsageError for a format that isn't there, and where two reports would go to one place
 */
export function placesFor(
  format: string | undefined,
  reports: readonly string[],
  onGithub: boolean,
  say: Messages,
): Places {
  const written = reports
    .filter((value) => value !== 'github')
    .map((value) => writtenReport(value, say))
  const files = written.filter(({ file }) => file !== '-')
  const toStandardOutput = [
    ...(format === undefined ? [] : [choiceOf('--format', format, formatNames, say)]),
    ...written.filter(({ file }) => file === '-').map((each) => each.format),
  ]
  if (toStandardOutput.length > 1) throw new UsageError(say.usage.onePlace('-'))
  const twice = files.find(({ file }, index) => files.slice(0, index).some((e) => e.file === file))
  if (twice) throw new UsageError(say.usage.onePlace(twice.file))
  return {
    standardOutput: toStandardOutput[0] ?? 'terminal',
    files,
    github: onGithub || reports.includes('github'),
  }
}

function writtenReport(value: string, say: Messages): WrittenReport {
  const equals = value.indexOf('=')
  const file = value.slice(equals + 1)
  if (equals < 0 || file === '') throw new UsageError(say.usage.badReport(value))
  const format = choiceOf('--report', value.slice(0, equals), formatNames, say)
  return { format, file: file === '/dev/stdout' ? '-' : file }
}
