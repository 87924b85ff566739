import { messagesIn } from '../feedback/index.ts'
import type { Report } from '../report/schema.ts'
import { standingOf } from '../report/standing.ts'
import { type Case, casesOf, pointsLine, titleOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { safe } from './safe.ts'
import { forStudent } from './student.ts'

/** A report as GitHub's Markdown: a table of the checks, and each failure with its conversation. */
export function markdown(report: Report, around: FormatContext): string {
  return markdownWithin(report, around, Number.POSITIVE_INFINITY)
}

/** The same in so many bytes at most: failures that have no room are counted; empty where none has. */
export function markdownWithin(whole: Report, means: FormatContext, bytes: number): string {
  const { report, around } = forStudent(whole, means)
  const say = messagesIn(around.language)
  const cases = casesOf(report, around)
  const parts = [[...headOf(report, around), ...(report.problem ? [] : tableOf(cases, around))]]
  if (sizeOf(parts.flat()) > bytes) return ''
  const failures = cases.filter(({ details }) => details.length > 0).map(failureOf)
  let room = bytes - sizeOf(parts.flat()) - 200
  for (const failure of failures) {
    room -= sizeOf(failure)
    if (room < 0) break
    parts.push(failure)
  }
  const missing = failures.length + 1 - parts.length
  if (missing > 0) parts.push(['', say.report.notShown(missing)])
  return `${parts.flat().join('\n')}\n`
}

function headOf(report: Report, around: FormatContext): string[] {
  const say = messagesIn(around.language)
  const standing = standingOf(report)
  const points = report.problem ? '' : ` — ${pointsLine(report, say)}`
  return [
    `## ${plain(titleOf(report, around))}${points}`,
    '',
    `${code(safe(report.submission.title))} · ${say.report.seed(report.seed)}`,
    ...(standing === 'passed' ? ['', say.report.allPassed] : []),
    ...(standing === 'not-judged' ? ['', say.report.notJudged] : []),
  ]
}

function tableOf(cases: readonly Case[], { language }: FormatContext): string[] {
  const say = messagesIn(language)
  return [
    '',
    `| | ${say.handout.check} | ${say.handout.points} |`,
    '|---|---|---:|',
    ...cases.map((each) => {
      const { id, rule, outcome, sentence, points, maxPoints } = each
      const mark = `${marks[outcome]} ${say.report.verdicts[outcome]}`
      const note = sentence && outcome !== 'failed' ? ` *${plain(sentence)}*` : ''
      return `| ${mark} | ${code(id)} ${plain(rule)}${note} | ${points}/${maxPoints} |`
    }),
  ]
}

function failureOf({ id, rule, outcome, details }: Case): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(details.join('\n')) + 1))
  const heading = `### ${marks[outcome]} ${code(id)} ${plain(rule)}`
  return ['', heading, '', `${fence}text`, ...details, fence]
}

const marks = { passed: '✓', failed: '✗', blocked: '–', errored: '!' } as const

/** A text of ours as itself, whatever Markdown would make of it. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>&#|~$@]/g, '\\$&')
}

/** A text from outside as code, in which nothing means anything. */
function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1)
  const space = /^`|`$/.test(text) ? ' ' : ''
  return `${fence}${space}${text}${space}${fence}`
}

/** How many backticks stand in a row at most. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

function sizeOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\n')) + 1
}
