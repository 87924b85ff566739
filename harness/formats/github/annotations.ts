import type { Report } from '../../report/schema.ts'
import { type Case, casesOf } from '../cases.ts'
import type { FormatContext } from '../context.ts'
import { forStudent } from '../student.ts'

/** Of each level GitHub shows so many a step. */
const shown = 10

/** What failed as annotations, one a line: what counts as errors, what is beyond the assignment as notices. */
export function annotations(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const cases = casesOf(report, around).filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'errored',
  )
  const levels = ['error', 'warning', 'notice'] as const
  return levels
    .flatMap((level) => cases.filter((each) => levelOf(each) === level).slice(0, shown))
    .map((each) => `${annotation(each)}\n`)
    .join('')
}

function levelOf({ outcome, required }: Case): 'error' | 'warning' | 'notice' {
  if (outcome === 'errored') return 'warning'
  return required ? 'error' : 'notice'
}

function annotation(each: Case): string {
  const { id, rule, sentence, hint } = each
  const message = [rule, sentence, hint].filter((text) => text !== '').join('\n')
  return `::${levelOf(each)} title=${property(id)}::${data(message)}`
}

/** As GitHub's own toolkit escapes what a command carries. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
