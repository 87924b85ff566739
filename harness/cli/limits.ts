import type { Command } from 'commander'
import type { Messages } from '../feedback/messages.ts'
import {
  defaultLimits,
  type LimitName,
  limitNames,
  limitUnits,
  type ResourceLimits,
} from '../isolation/limits.ts'
import { numberOf } from './usage.ts'

const meant: Readonly<Record<LimitName, string>> = {
  memory: 'memory of all its processes',
  processes: 'processes and threads at once',
  cpu: 'processor time from a start to its end',
  output: 'what it may print',
  file: 'the largest file that it may write',
  disk: 'all that it may write',
  descriptors: 'open files and connections of a process',
  time: 'how long the whole grade may take',
}

/** Adds an option for each limit: `--memory-limit <MiB>` and so on. */
export function addLimits(command: Command): Command {
  for (const name of limitNames) {
    const { unit, size } = limitUnits[name]
    const value = unit === '' ? 'number' : unit === 's' ? 'seconds' : unit
    const usual = `${defaultLimits[name] / size}${unit === '' ? '' : ` ${unit}`}`
    command.option(`--${name}-limit <${value}>`, `${meant[name]} (${usual})`)
  }
  return command
}

/** What the options say; where they are silent, what the settings say, in people's units both. */
export function limitsFrom(
  options: object,
  settings: Partial<Record<LimitName, number | undefined>> | undefined,
  say: Messages,
): ResourceLimits {
  const given = options as Readonly<Record<string, string | undefined>>
  const limits = limitNames.map((name) => {
    const { size } = limitUnits[name]
    const option = given[`${name}Limit`]
    const range = { low: 1, high: 1_000_000, whole: false }
    const chosen =
      option === undefined ? settings?.[name] : numberOf(`--${name}-limit`, option, range, say)
    return [name, chosen === undefined ? defaultLimits[name] : Math.round(chosen * size)]
  })
  return Object.fromEntries(limits) as ResourceLimits
}
