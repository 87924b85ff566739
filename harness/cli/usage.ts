import { closest } from 'fastest-levenshtein'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import type { Standing } from '../report/standing.ts'
import { checksOf, type NamedCheck, type Role, type Spec } from '../spec/spec.ts'

/** The command was used wrongly; the message is a whole sentence in the person's language. */
export class UsageError extends Error {}

/** What the process ends with; also in the README. */
export const status = { passed: 0, failed: 1, unusable: 2, graderFailed: 3 } as const

/** What a grade ends with; `exitZero` leaves a status to the grader's own failures alone. */
export function statusOf(standing: Standing, exitZero: boolean): number {
  if (standing === 'not-judged') return status.graderFailed
  return exitZero ? status.passed : status[standing]
}

/**
 * A spec by its id; where a role is named, the server's id names the protocol.
 * @throws UsageError naming the nearest spec
 */
export function specNamed(name: string, say: Messages, role?: Role): Spec {
  const ids = specs.map(({ id }) => id)
  const wanted = role === 'client' && !name.endsWith('-client') ? `${name}-client` : name
  const spec = specs.find(({ id }) => id === wanted)
  if (!spec) throw new UsageError(say.usage.unknownSpec(name, closest(name, ids), ids))
  return spec
}

/** @param file where the check is named, if not on the command line @throws UsageError naming the nearest check */
export function checkNamed(
  name: string,
  say: Messages,
  file?: string,
): { spec: Spec; check: NamedCheck } {
  const all = specs.flatMap((spec) => checksOf(spec).map((check) => ({ spec, check })))
  const found = all.find(({ check }) => check.id === name)
  if (found) return found
  const ids = all.map(({ check }) => check.id)
  const complaint = say.usage.unknownCheck(name, closest(name, ids))
  throw new UsageError(file === undefined ? complaint : `${file}: ${complaint}`)
}

/** A number of an option. @throws UsageError where it is none, or out of range */
export function numberOf(
  option: string,
  value: string,
  { low, high, whole }: { low: number; high: number; whole: boolean },
  say: Messages,
): number {
  const number = Number(value)
  const fits = value.trim() !== '' && number >= low && number <= high
  if (fits && (!whole || Number.isInteger(number))) return number
  throw new UsageError(say.usage.badNumber(option, value, `${low}–${high}`))
}

/** One of the choices of an option. @throws UsageError where it is none of them */
export function choiceOf<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
  say: Messages,
): Choice {
  const choice = choices.find((each) => each === value)
  if (choice) return choice
  throw new UsageError(say.usage.badChoice(option, value, choices))
}
