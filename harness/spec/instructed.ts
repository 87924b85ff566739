import type { Check, Spec } from './spec.ts'

/** An instructor's word on one check. */
export interface Instruction {
  /** True makes it part of the assignment, its points and all; false puts it beyond. */
  readonly required?: boolean | undefined
  readonly points?: number | undefined
  readonly drop?: boolean | undefined
  readonly hidden?: boolean | undefined
}

/** The instructor's words under the full ids of checks. */
export type Instructions = Readonly<Record<string, Instruction>>

/** A spec as an instructor wants it graded; words on checks of other specs are passed over. */
export function instructed(spec: Spec, instructions: Instructions): Spec {
  const checks = Object.entries(spec.checks).map(([key, check]) => {
    const word = instructions[`${spec.id}/${key}`]
    return [key, word ? asTold(check, word) : check] as const
  })
  return { ...spec, checks: Object.fromEntries(checks) }
}

function asTold(check: Check, { required, points, drop, hidden }: Instruction): Check {
  const tier = required === undefined ? check.tier : required ? 'core' : 'beyond'
  return {
    ...check,
    tier,
    points: points ?? check.points,
    dropped: drop ?? false,
    hidden: hidden ?? false,
  }
}
