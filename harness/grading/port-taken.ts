import { endsWithoutAWord, saysPortTaken } from '../program/exit-problem.ts'
import { isGraded } from '../program/listeners.ts'
import { type Problem, Unusable } from '../program/problem.ts'

/** Whether a program could not have its port, and somebody was seen who has it. */
export function isPortTaken(
  error: unknown,
): error is Unusable & { readonly problem: Extract<Problem, { code: 'port-taken' }> } {
  return error instanceof Unusable && error.problem.code === 'port-taken'
}

/**
 * The port for which it is worth waiting, 0 where it isn't known, where a start failed because of an
 * ended connection; that one may be gone by the time that one looks for it.
 * @param unseen how many times in a row nobody was seen who had it
 * @param shared whether others use the same network
 */
export function takenPort(error: unknown, unseen: number, shared: boolean): number | undefined {
  if (!(error instanceof Unusable)) return undefined
  const { problem } = error
  if (problem.code === 'exited') {
    const { output } = problem
    const mayLackPort = saysPortTaken(output) || (shared && endsWithoutAWord(problem, output))
    return mayLackPort && unseen <= 2 ? 0 : undefined
  }
  if (problem.code !== 'port-taken') return undefined
  // Another grader's program, which that one will find to be in the way, and take away.
  const passing = problem.holder === '' || isGraded(problem.port)
  return passing ? problem.port : undefined
}
