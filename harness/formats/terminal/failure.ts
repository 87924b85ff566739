import stringWidth from 'string-width'
import type { Messages } from '../../feedback/messages.ts'
import type { ReportedBytes, ReportedCheck, ReportedFailure } from '../../report/schema.ts'
import { visibleLines } from '../../wire/visible.ts'
import { commandByHand } from '../by-hand.ts'
import { excerpt } from '../bytes.ts'
import { outputIn } from '../conversation.ts'
import { outputLines } from '../problem.ts'
import type { Context } from './context.ts'
import { clipped, pad, safe, wrapped } from './layout.ts'
import { turnLines } from './turns.ts'

/** What happened, the difference, what it means, what to do, and how to see it by hand. */
export function failureLines(check: ReportedCheck, context: Context): string[] {
  const { say, paint, book, language, width, report } = context
  const failure = check.failure as ReportedFailure
  const text = (sentence: string) => wrapped(sentence, width - 4)
  const port = report.submission.port ?? 0
  const command = commandByHand(check.transcript, port, book.typing)
  const output = visibleLines(outputIn(check.transcript)).slice(-outputLines)
  const title = quoted(safe(report.submission.title))
  const again = `npm run grade -- ${title} --only ${check.id} --seed ${report.seed}`
  return [
    ...turnLines(check, context),
    ...differenceLines(failure, context),
    ...text(paint.red(failureSentence(failure, say))),
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

/** A word for a shell, in quotes where it needs them. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** What a program did wrong, as a sentence; nothing of the program's own stands in it. */
export function failureSentence(failure: ReportedFailure, say: Messages): string {
  const sentence = say.failures[failure.code] as (failure: ReportedFailure) => string
  return sentence(failure)
}

/** Expected and received one under the other, with a mark under the first byte that differs. */
function differenceLines(failure: ReportedFailure, { say, paint, width }: Context): string[] {
  if (!('expected' in failure) || typeof failure.expected !== 'object') return []
  const received = receivedIn(failure)
  const label = Math.max(stringWidth(say.report.expected), stringWidth(say.report.received))
  const room = width - label - 10
  const focus = ('differsAt' in failure ? failure.differsAt : undefined) ?? 0
  const expected = excerpt(failure.expected, room, focus)
  const lines = [`  ${paint.dim(pad(say.report.expected, label))}  "${paint.green(expected.text)}"`]
  if (!received) return lines
  const got = excerpt(received, room, focus)
  lines.push(`  ${paint.dim(pad(say.report.received, label))}  "${paint.red(got.text)}"`)
  if ('differsAt' in failure && failure.differsAt !== undefined) {
    lines.push(
      `  ${' '.repeat(label + 3 + got.column)}${paint.red('^')} ${paint.dim(say.report.differsHere(focus + 1))}`,
    )
  }
  return lines
}

function receivedIn(failure: ReportedFailure): ReportedBytes | undefined {
  if ('received' in failure) return failure.received
  return 'printed' in failure ? failure.printed : undefined
}
