import pc from 'picocolors'
import { messagesIn } from '../../feedback/index.ts'
import type { Messages } from '../../feedback/messages.ts'
import type { Report, ReportedBytes, ReportedCheck } from '../../report/schema.ts'
import { visibleLines } from '../../wire/visible.ts'
import { bytesIn } from '../bytes.ts'
import type { Context, RuleBook, TerminalOptions } from './context.ts'
import { failureLines, outputLines } from './failure.ts'
import { clipped, columns, indented, safe, wrapped } from './layout.ts'
import { turnLines } from './turns.ts'

/** A report as a person reads it on a terminal, with a line end after each line. */
export function renderTerminal(report: Report, book: RuleBook, options: TerminalOptions): string {
  const context: Context = {
    ...options,
    say: messagesIn(options.language),
    paint: pc.createColors(options.colours),
    book,
    report,
  }
  const lines = [
    ...heading(context),
    '',
    ...report.checks.flatMap((check) => checkLines(check, context)),
    ...(report.problem ? problemLines(context) : scoreLines(context)),
    ...notApartLines(context),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function heading({ report, book, say, paint, language }: Context): string[] {
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
    ...(check.verdict === 'failed' ? failureLines(check, context) : []),
    ...(check.blockedBy ? [say.report.blocked(check.blockedBy)] : []),
    ...(check.reason ? wrapped(say.report.errored(safe(check.reason)), width - 4) : []),
    ...(check.strict ? [] : [paint.yellow(say.report.forgiven)]),
    ...(verbose && check.verdict === 'passed' ? turnLines(check, context) : []),
    ...(verbose && check.silence ? [paint.dim(say.report[check.silence])] : []),
  ]
  const spaced =
    check.verdict === 'failed' ? ['', ...head, ...indented(body), ''] : [...head, ...indented(body)]
  return spaced
}

function problemLines({ report, say, paint, width }: Context): string[] {
  const problem = report.problem as { code: keyof Messages['problems']; output?: ReportedBytes }
  const sentence = say.problems[problem.code] as (problem: object) => string
  const output = problem.output ? visibleLines(bytesIn(problem.output)).slice(-outputLines) : []
  return [
    ...wrapped(paint.red(safe(sentence(problem))), width),
    ...(output.length > 0 && problem.code !== 'build-failed'
      ? [paint.dim(say.report.printed)]
      : []),
    ...output.map((line) => `  ${clipped(line, width - 4)}`),
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
  const right = report.checks.every((check) => !check.required || check.verdict === 'passed')
  return [
    '',
    `${say.report.score}: ${parts.join(' · ')}`,
    ...(right ? [paint.green(say.report.allPassed)] : []),
  ]
}
