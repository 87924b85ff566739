import type { Report } from '../report/schema.ts'
import { type Case, casesOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { quotedText } from './json-text.ts'
import { forStudent } from './student.ts'

/** The Test Anything Protocol, version 14 (testanything.org), with a YAML block for what didn't pass. */
export function tap(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const cases = casesOf(report, around)
  const lines = [
    'TAP version 14',
    `1..${cases.length}`,
    ...cases.flatMap((each, index) => [pointOf(each, index + 1), ...diagnosticsOf(each)]),
  ]
  return `${lines.join('\n')}\n`
}

/** A failure beyond the assignment is TODO, which fails no suite; what was not judged is SKIP. */
function pointOf({ id, rule, outcome, required, sentence }: Case, number: number): string {
  const point = `${outcome === 'failed' ? 'not ok' : 'ok'} ${number} - ${escaped(`${id}: ${rule}`)}`
  if (outcome === 'blocked' || outcome === 'errored') return `${point} # SKIP ${escaped(sentence)}`
  return outcome === 'failed' && !required ? `${point} # TODO ${escaped(sentence)}` : point
}

function diagnosticsOf({ outcome, sentence, details, points, maxPoints }: Case): string[] {
  if (sentence === '') return []
  return [
    '  ---',
    `  message: ${quotedText(sentence)}`,
    `  severity: ${outcome === 'failed' ? 'fail' : 'comment'}`,
    `  points: ${points}`,
    `  maxPoints: ${maxPoints}`,
    ...(details.length > 0 ? ['  details:'] : []),
    ...details.map((line) => `    - ${quotedText(line)}`),
    '  ...',
  ]
}

/** Only our own `#` may begin a directive. */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, '\\$&')
}
