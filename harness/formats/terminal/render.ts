import type { Report, ReportedCheck, ReportedProblem } from '../../report/schema.ts'
import { standingOf } from '../../report/standing.ts'
import type { FormatContext } from '../context.ts'
import { problemOutput, problemSentence } from '../problem.ts'
import { safe } from '../safe.ts'
import { forStudent } from '../student.ts'
import { type Context, contextOf } from './context.ts'
import { failureLines } from './failure.ts'
import { clipped, columns, indented, wrapped } from './layout.ts'
import { turnLines } from './turns.ts'

/** A report as a person reads it on a terminal, with a line end after each line. */
export function terminal(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const context = contextOf(report, around)
  const lines = [
    ...titleLines(context),
    '',
    ...report.checks.flatMap((check) => checkLines(check, context)),
    ...(report.problem ? problemLines(report.problem, context) : scoreLines(context)),
    ...notApartLines(context),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function titleLines({ report, book, say, paint, language }: Context): string[] {
  const title = book.title ? `${report.spec} — ${book.title[language]}` : report.submission.title
  const { command, port } = report.submission
  const recognised = report.recognised
  const how =
    recognised?.from === 'conversation'
      ? [say.report.recognised((recognised.others ?? []).map(({ spec }) => spec))]
      : []
  const started = command && port ? [say.report.startedBy(safe(command), port)] : []
  return [paint.bold(safe(title)), ...[...started, ...how].map((line) => paint.dim(line))]
}

function checkLines(check: ReportedCheck, context: Context): string[] {
  const { say, paint, book, language, width, verbose } = context
  const marks = {
    passed: paint.green('✓'),
    failed: paint.red('✗'),
    blocked: paint.yellow('–'),
    errored: paint.magenta('!'),
  }
  const points = `${check.points}/${check.maxPoints}`
  const rule = book.rule(check.id)[language]
  const label = `${marks[check.verdict]} ${check.verdict === 'failed' ? paint.bold(check.id) : check.id}`
  const head = columns(label, paint.dim(rule), points, width)
  const body = [
    ...(check.failure ? failureLines(check, context) : []),
    ...(check.blockedBy ? [say.report.blocked(check.blockedBy)] : []),
    ...(check.reason ? wrapped(say.report.errored(safe(check.reason)), width - 4) : []),
    ...(check.strict ? [] : [paint.yellow(say.report.forgiven)]),
    ...(verbose && check.verdict === 'passed' ? turnLines(check, context) : []),
    ...(verbose && check.silence ? [paint.dim(say.report[check.silence])] : []),
  ]
  const spaced = check.failure ? ['', ...head, ...indented(body), ''] : [...head, ...indented(body)]
  return spaced
}

function problemLines(problem: ReportedProblem, { say, paint, width }: Context): string[] {
  const { heading, lines } = problemOutput(problem, say)
  return [
    ...wrapped(paint.red(problemSentence(problem, say)), width),
    ...heading.map((line) => paint.dim(line)),
    ...lines.map((line) => clipped(line, width - 2)),
  ]
}

/** What follows from there being no isolation. */
function notApartLines({ report, say, paint, width }: Context): string[] {
  if (report.isolation?.kind !== 'none') return []
  const { why } = report.isolation
  const sentence = say.report.notApart(why === undefined ? undefined : safe(why))
  return ['', ...wrapped(sentence, width).map((line) => paint.dim(line))]
}

function scoreLines({ report, say, paint }: Context): string[] {
  const { score, maxScore, beyond } = report
  const parts = [
    ...(maxScore > 0 ? [`${say.report.core} ${paint.bold(`${score}/${maxScore}`)}`] : []),
    ...(beyond.maxScore > 0 ? [`${say.report.beyond} ${beyond.score}/${beyond.maxScore}`] : []),
    say.report.seed(report.seed),
  ]
  const standing = standingOf(report)
  return [
    '',
    `${say.report.score}: ${parts.join(' · ')}`,
    ...(standing === 'passed' ? [paint.green(say.report.allPassed)] : []),
    ...(standing === 'not-judged' ? [paint.magenta(say.report.notJudged)] : []),
  ]
}
