import type { ReportedCheck, ReportedFailure } from '../../report/schema.ts'
import { visibleLines } from '../../wire/visible.ts'
import { commandAgain, commandByHand } from '../by-hand.ts'
import { excerpt } from '../bytes.ts'
import { outputIn } from '../conversation.ts'
import { differenceIn, expectedIn, failureSentence, receivedIn } from '../failure.ts'
import { outputLines } from '../problem.ts'
import { columnsOf } from '../width.ts'
import type { Context, Drawing } from './context.ts'
import { clipped, pad, wrapped } from './layout.ts'
import { turnLines } from './turns.ts'

/** What happened, the difference, what it means, what to do, and how to see it by hand. */
export function failureLines(check: ReportedCheck, context: Context): string[] {
  const { say, paint, book, language, width, report } = context
  const failure = check.failure as ReportedFailure
  const text = (sentence: string) => wrapped(sentence, width - 4)
  const command = commandByHand(check.transcript, report, book.typing)
  const output = visibleLines(outputIn(check.transcript)).slice(-outputLines)
  const again = commandAgain(report, check)
  return [
    ...turnLines(check, context),
    ...differenceLines(failure, context),
    ...text(paint.red(failureSentence(failure, say, report.role))),
    ...text(book.hint(check.id)[language]),
    ...(output.length > 0
      ? [
          paint.dim(say.report.printed),
          ...output.map((line) => `  ${paint.dim(clipped(line, width - 6))}`),
        ]
      : []),
    ...(command ? [`${paint.dim(say.report.byHand)} ${command}`] : []),
    `${paint.dim(say.report.again)} ${paint.dim(again)}`,
  ]
}

/** Expected and received one under the other, with a mark under the first byte that differs. */
export function differenceLines(
  failure: ReportedFailure,
  { say, paint, width }: Drawing,
): string[] {
  const wanted = expectedIn(failure)
  if (!wanted) return []
  const received = receivedIn(failure)
  const label = Math.max(columnsOf(say.report.expected), columnsOf(say.report.received)) + 1
  const room = width - label - 9
  const differsAt = differenceIn(failure)
  const focus = differsAt ?? 0
  const expected = excerpt(wanted, room, focus)
  const lines = [`  ${paint.dim(pad(say.report.expected, label))}  "${paint.green(expected.text)}"`]
  if (!received) return lines
  const got = excerpt(received, room, focus)
  lines.push(`  ${paint.dim(pad(say.report.received, label))}  "${paint.red(got.text)}"`)
  if (differsAt !== undefined) {
    lines.push(
      `  ${' '.repeat(label + 2 + got.column)}${paint.red('^')} ${paint.dim(say.report.differsHere(focus + 1))}`,
    )
  }
  return lines
}
