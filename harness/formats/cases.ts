import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import type { Report, ReportedCheck, ReportedProblem, Role } from '../report/schema.ts'
import { isGradersFault } from '../report/standing.ts'
import type { FormatContext } from './context.ts'
import { failureSentence } from './failure.ts'
import { problemOutput, problemSentence } from './problem.ts'
import { safe } from './safe.ts'
import { type Context, contextOf } from './terminal/context.ts'
import { failureLines } from './terminal/failure.ts'
import { clipped } from './terminal/layout.ts'

/** What a list of results holds of one check, all of its texts in one language and safe to show. */
export interface Case {
  /** Different in each case of a report. */
  readonly id: string
  readonly rule: string
  /** What to do where it failed; empty elsewhere. */
  readonly hint: string
  readonly outcome: ReportedCheck['verdict']
  /** The code of the failure or problem; where there is none, of the verdict. */
  readonly code: string
  /** What happened, in a sentence; empty where all is well. */
  readonly sentence: string
  /** The failure as a terminal shows it, without colours; none where it didn't fail. */
  readonly details: readonly string[]
  /** Whether the exit status and the score of the assignment depend on it. */
  readonly required: boolean
  readonly hidden: boolean
  readonly points: number
  readonly maxPoints: number
  readonly milliseconds: number
  /** What the case was made from, where there was a check. */
  readonly check: ReportedCheck | undefined
}

/** Columns for texts that are laid out apart from any terminal. */
const width = 100

/** The longest line that a result may hold, columns: some platforms take a megabyte in all. */
const longestLine = 4000

/** One case a check; of a program that couldn't be run there is one case, that it can be. */
export function casesOf(report: Report, around: FormatContext): Case[] {
  const context = contextOf(report, { ...around, colours: false, width })
  if (report.problem) return [problemCase(report.problem, context)]
  return report.checks.map((check) => caseOf(check, context))
}

function caseOf(check: ReportedCheck, context: Context): Case {
  const { book, language, report } = context
  const details = check.failure ? failureLines(check, context) : []
  return {
    id: check.id,
    rule: book.rule(check.id)[language],
    hint: check.failure ? book.hint(check.id)[language] : '',
    outcome: outcomeOf(check, report),
    code: check.failure?.code ?? check.verdict,
    sentence: sentenceFor(check, context.say, report.role),
    details: details.map((line) => clipped(line.trimEnd(), longestLine)),
    required: check.required,
    hidden: check.hidden ?? false,
    points: check.points,
    maxPoints: check.maxPoints,
    milliseconds: check.milliseconds,
    check,
  }
}

/** What is blocked counts as failed where no failure that counts stands for it in the report. */
function outcomeOf({ verdict, required, blockedBy }: ReportedCheck, report: Report) {
  const stands = report.checks.some(
    (other) => other.id === blockedBy && other.required && other.verdict !== 'passed',
  )
  return verdict === 'blocked' && required && !stands ? 'failed' : verdict
}

function sentenceFor(check: ReportedCheck, say: Messages, role: Role | undefined): string {
  if (check.failure) return failureSentence(check.failure, say, role)
  if (check.blockedBy !== undefined) return say.report.blocked(check.blockedBy)
  if (check.reason !== undefined) return say.report.errored(safe(check.reason))
  if (!check.strict) return say.report.forgiven
  return check.verdict === 'passed' ? '' : say.report.verdicts[check.verdict]
}

function problemCase(problem: ReportedProblem, { report, say }: Context): Case {
  const sentence = problemSentence(problem, say)
  const { heading, lines } = problemOutput(problem, say)
  return {
    id: report.spec === null ? 'can-be-run' : `${report.spec}/can-be-run`,
    rule: say.report.canBeRun,
    hint: '',
    outcome: isGradersFault(problem) ? 'errored' : 'failed',
    sentence,
    details: [sentence, ...heading, ...lines].map((line) => clipped(line, longestLine)),
    code: problem.code,
    required: true,
    hidden: false,
    points: 0,
    maxPoints: report.maxScore,
    milliseconds: report.milliseconds ?? 0,
    check: undefined,
  }
}

/** The title of the protocol that a report is about. */
export function titleOf(report: Report, { book, language }: FormatContext): string {
  return book.title?.[language] ?? report.spec ?? messagesIn(language).report.unknownProtocol
}

/** All points of a report in a line: `Core 85/100 · Beyond 40/40`. */
export function pointsLine({ score, maxScore, beyond }: Report, say: Messages): string {
  const parts = [
    ...(maxScore > 0 ? [`${say.report.core} ${score}/${maxScore}`] : []),
    ...(beyond.maxScore > 0 ? [`${say.report.beyond} ${beyond.score}/${beyond.maxScore}`] : []),
  ]
  return parts.join(' · ')
}
