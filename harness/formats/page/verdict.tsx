import type { Messages } from '../../feedback/messages.ts'
import type { ReportedCheck } from '../../report/schema.ts'

export type Verdict = ReportedCheck['verdict']

/** The signs of the verdicts, the same in every output. */
export const signs: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  blocked: '–',
  errored: '!',
}

/** A verdict for the eye, and as a word for whoever doesn't see it. */
export function VerdictSign({ verdict, say }: { verdict: Verdict; say: Messages }) {
  return (
    <span class={`sign ${verdict}`}>
      <span aria-hidden="true">{signs[verdict]}</span>
      <span class="unseen">{say.report.verdicts[verdict]}: </span>
    </span>
  )
}
