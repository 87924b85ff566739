import { randomUUID } from 'node:crypto'
import { appendFileSync, statSync } from 'node:fs'
import type { FormatContext } from '../formats/context.ts'
import { fenced } from '../formats/github/fence.ts'
import type { Report } from '../report/schema.ts'

/** Whether this runs in a step of GitHub Actions, whose log is read for commands. */
export function onGithub(): boolean {
  return process.env.GITHUB_ACTIONS === 'true'
}

/** A sentence for standard error, in which nothing from outside commands a runner that reads it. */
export function complain(sentence: string): void {
  process.stderr.write(onGithub() ? fenced(sentence, randomUUID()) : `${sentence}\n`)
}

/**
 * Gives the step its summary and its outputs, where the runner names files for them.
 * @throws Error of the system when they can't be written
 */
export async function tellGithub(report: Report, around: FormatContext): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } = process.env
  if (summary) {
    const { jobSummary } = await import('../formats/github/summary.ts')
    const taken = statSync(summary, { throwIfNoEntry: false })?.size ?? 0
    appendFileSync(summary, jobSummary(report, around, taken))
  }
  if (output) {
    const { stepOutputs } = await import('../formats/github/outputs.ts')
    appendFileSync(output, stepOutputs(report, around))
  }
}
