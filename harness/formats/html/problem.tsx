import type { ReportedBytes, ReportedProblem } from '../../report/schema.ts'
import { bytesIn } from '../bytes.ts'
import { problemSentence } from '../problem.ts'
import type { Context } from './context.ts'
import { Printed } from './printed.tsx'

/** Why there is no grade, with what the compiler or the program said. */
export function Problem({ problem, context }: { problem: ReportedProblem; context: Context }) {
  const { say } = context
  const output = problem.output as ReportedBytes | undefined
  return (
    <section class="problem" aria-labelledby="problem">
      <h2 id="problem">{say.page.cannotRun}</h2>
      <p class="what">{problemSentence(problem, say)}</p>
      {output && <Printed bytes={bytesIn(output)} context={context} />}
    </section>
  )
}
