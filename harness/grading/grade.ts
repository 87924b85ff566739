import { cameInSomeForm } from '../spec/failure.ts'
import { checksOf, keyOf, type NamedCheck, type Need, type Spec } from '../spec/spec.ts'
import type { Outcome } from './outcome.ts'

/** What a grade depends on besides the program. */
export interface GradeOptions {
  /** Nothing is forgiven. */
  readonly strict: boolean
  /** The ids of the checks that are wanted; what they need is played too. */
  readonly wanted: (check: NamedCheck) => boolean
  readonly onCheck: (progress: CheckProgress) => void
}

export interface CheckProgress {
  readonly check: NamedCheck
  readonly done: number
  readonly total: number
}

/** One check with what came out. */
export interface JudgedCheck {
  readonly check: NamedCheck
  readonly outcome: Outcome | { readonly verdict: 'blocked'; readonly by: string }
}

/**
 * Has the checks of a spec played in order, each unless something that it needs has failed; `rest` are those
 * that will follow.
 */
export async function gradeChecks(
  spec: Spec,
  play: (check: NamedCheck, rest: readonly NamedCheck[]) => Promise<Outcome>,
  options: GradeOptions,
): Promise<JudgedCheck[]> {
  const checks = withNeeded(checksOf(spec), options.wanted)
  const judged = new Map<string, JudgedCheck>()
  for (const [index, check] of checks.entries()) {
    options.onCheck({ check, done: judged.size, total: checks.length })
    const blockedBy = check.needs?.map(keyOf).find((id, at) => {
      const need = check.needs?.[at] as Need
      return !isMet(need, judged.get(id)?.outcome)
    })
    const outcome = blockedBy
      ? ({ verdict: 'blocked', by: blockedBy } as const)
      : held(await play(check, checks.slice(index + 1)), options.strict)
    judged.set(check.id, { check, outcome })
  }
  return [...judged.values()].filter(({ check }) => options.wanted(check))
}

/** With `--strict`, what was forgiven is a failure: the bytes that came were not those of the lesson. */
function held(outcome: Outcome, strict: boolean): Outcome {
  if (!strict || outcome.strict || outcome.verdict !== 'passed') return outcome
  return { ...outcome, verdict: 'failed', strict: true, failure: { code: 'not-strict' } }
}

/** The wanted checks and all that they need, in the order of the spec. */
function withNeeded(
  checks: readonly NamedCheck[],
  wanted: (check: NamedCheck) => boolean,
): NamedCheck[] {
  const needed = new Set<string>()
  for (const check of checks.toReversed()) {
    if (!wanted(check) && !needed.has(check.id)) continue
    needed.add(check.id)
    for (const need of check.needs ?? []) needed.add(keyOf(need))
  }
  return checks.filter(({ id }) => needed.has(id))
}

function isMet(need: Need, outcome: JudgedCheck['outcome'] | undefined): boolean {
  if (outcome?.verdict === 'passed') return true
  if (typeof need === 'string' || outcome?.verdict !== 'failed') return false
  return 'answerIn' in need ? cameInSomeForm(outcome.failure) : !cameInSomeForm(outcome.failure)
}
