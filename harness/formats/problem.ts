import type { Messages } from '../feedback/messages.ts'
import type { ReportedBytes, ReportedProblem } from '../report/schema.ts'
import { visibleLines } from '../wire/visible.ts'
import { bytesIn } from './bytes.ts'
import { safe } from './safe.ts'

/** Of a program's own output at most so many lines are shown, the last ones. */
export const outputLines = 12

/** Why a program could not be run, in a sentence that is safe to show. */
export function problemSentence(problem: ReportedProblem, say: Messages): string {
  const sentence = say.problems[problem.code as keyof Messages['problems']] as (
    problem: ReportedProblem,
  ) => string
  return sentence(withSafeWords(problem))
}

/** A problem whose names and paths, which come from outside, can do nothing where they are shown. */
function withSafeWords(problem: ReportedProblem): ReportedProblem {
  const shown = (value: unknown) => (typeof value === 'string' ? safe(value) : value)
  return Object.fromEntries(
    Object.entries(problem).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(shown) : shown(value),
    ]),
  ) as ReportedProblem
}

/** The last lines of what the program, or its compiler, printed before that, under their heading. */
export function problemOutput(
  problem: ReportedProblem,
  say: Messages,
): { readonly heading: readonly string[]; readonly lines: readonly string[] } {
  const { code, output } = problem as { code: string; output?: ReportedBytes }
  const lines = output ? visibleLines(bytesIn(output)).slice(-outputLines) : []
  // The sentence about a compiler ends with a colon of its own.
  const heading = lines.length > 0 && code !== 'build-failed' ? [say.report.printed] : []
  return { heading, lines: lines.map((line) => `  ${line}`) }
}
