import { type Problem, Unusable } from '../program/problem.ts'
import type { Certainty } from '../silence/listening.ts'
import { CannotJudge, type Failure, RuleBroken } from '../spec/failure.ts'
import type { Transcript } from '../wire/transcript.ts'
import type { Outcome } from './outcome.ts'

/** What a check is played on, as far as its outcome tells of it. */
interface Played {
  readonly strict: boolean
  readonly certainty: Certainty | undefined
}

/**
 * Plays a check, and tells how it came out: what breaks its rule fails it, and what the grader can't judge is
 * errored.
 * @param failureIn what a program did wrong that couldn't be started for it; undefined where that is no failure
 */
export async function judge(
  stage: Played,
  transcript: Transcript,
  play: () => Promise<void>,
  failureIn: (problem: Problem) => Failure | undefined,
): Promise<Outcome> {
  const start = performance.now()
  const outcome = (strict: boolean) => ({
    strict,
    certainty: stage.certainty,
    milliseconds: Math.round(performance.now() - start),
    // What happens from here on, the program's end by our hand above all, is not part of it.
    transcript: [...transcript.events],
  })
  try {
    await play()
    return { verdict: 'passed', ...outcome(stage.strict) }
  } catch (error) {
    if (error instanceof RuleBroken) {
      return { verdict: 'failed', failure: error.failure, ...outcome(true) }
    }
    const failure = error instanceof Unusable ? failureIn(error.problem) : undefined
    if (failure) return { verdict: 'failed', failure, ...outcome(true) }
    if (error instanceof CannotJudge || error instanceof Unusable) {
      return { verdict: 'errored', reason: error.message, ...outcome(true) }
    }
    throw error
  }
}

/** The limit that a program hit before it could be played with. */
export function limitIn(problem: Problem): Failure | undefined {
  if (problem.code !== 'limit') return undefined
  return { code: 'limit', limit: problem.limit, allowed: problem.allowed }
}
