import pc from 'picocolors'
import { messagesIn } from '../../feedback/index.ts'
import type { PairReport } from '../../report/pair-schema.ts'
import type { Role } from '../../report/schema.ts'
import type { Language } from '../../spec/words.ts'
import { visibleLines } from '../../wire/visible.ts'
import { outputIn } from '../conversation.ts'
import { failureSentence } from '../failure.ts'
import { outputLines, problemOutput, problemSentence } from '../problem.ts'
import { safe } from '../safe.ts'
import type { Drawing } from './context.ts'
import { differenceLines } from './failure.ts'
import { clipped, indented, wrapped } from './layout.ts'
import { turnLines } from './turns.ts'

/** What a pair's report is drawn with, besides itself. */
export interface PairAround {
  readonly language: Language
  /** Columns. */
  readonly width: number
  readonly colours: boolean
}

const parties: readonly Role[] = ['server', 'client']

/** How a server and a client got on with each other, with a line end after each line. */
export function pairTerminal(report: PairReport, around: PairAround): string {
  const drawing: Drawing = {
    say: messagesIn(around.language),
    paint: pc.createColors(around.colours),
    width: around.width,
  }
  const lines = [
    ...titleLines(report, drawing),
    '',
    ...indented(turnLines(report, { ...drawing, width: around.width - 4 })),
    ...(report.transcript.length > 0 ? [''] : []),
    ...verdictLines(report, drawing),
    ...printedLines(report, drawing),
  ]
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function titleLines(report: PairReport, { say, paint }: Drawing): string[] {
  const { server, client, delivery, recognised } = report
  const started = parties.flatMap((party) => {
    const { command, port } = report[party]
    return command && port
      ? [`${say.pair.parties[party]}: ${say.report.startedBy(command, port)}`]
      : []
  })
  return [
    paint.bold(
      safe(say.pair.title(report.spec ?? say.report.unknownProtocol, server.title, client.title)),
    ),
    ...[
      ...started.map(safe),
      ...(recognised && report.spec ? [`${report.spec} — ${say.pair.recognised}`] : []),
      ...(delivery === 'whole' ? [] : [say.pair.delivery[delivery]]),
      say.report.seed(report.seed),
    ].map((line) => paint.dim(line)),
  ]
}

function verdictLines(report: PairReport, drawing: Drawing): string[] {
  const { say, paint, width } = drawing
  const text = (sentence: string) => wrapped(sentence, width)
  const { brokenBy, failure, reason } = report
  switch (report.verdict) {
    case 'kept':
      return [
        paint.green(`✓ ${say.pair.kept}`),
        ...(report.strict ? [] : [paint.yellow(say.report.forgiven)]),
      ]
    case 'errored':
      return text(
        paint.magenta(`! ${reason ? say.pair.errored(safe(reason)) : say.pair.gradersFault}`),
      )
    case 'unusable':
      return parties.flatMap((party) => problemLines(report, party, drawing))
    case 'broken': {
      if (!brokenBy || !failure) return []
      return [
        paint.red(`✗ ${say.pair.broken[brokenBy]}`),
        ...indented([
          ...differenceLines(failure, { ...drawing, width: width - 4 }),
          ...wrapped(failureSentence(failure, say, brokenBy), width - 4),
          ...(report.deadlock ? wrapped(say.pair.deadlock[brokenBy], width - 4) : []),
          ...(report.silence ? [paint.dim(say.report[report.silence])] : []),
          ...(report.delivery === 'whole' ? [] : wrapped(paint.dim(say.pair.harder), width - 4)),
        ]),
      ]
    }
  }
}

function problemLines(report: PairReport, party: Role, { say, paint, width }: Drawing): string[] {
  const { problem } = report[party]
  if (!problem) return []
  const { heading, lines } = problemOutput(problem, say)
  return [
    paint.red(`✗ ${say.pair.unusable[party]}`),
    ...indented([
      ...wrapped(problemSentence(problem, say), width - 4),
      ...heading.map((line) => paint.dim(line)),
      ...lines.map((line) => clipped(line, width - 6)),
    ]),
  ]
}

/** The last lines of what each of them has printed. */
function printedLines({ transcript }: PairReport, { say, paint, width }: Drawing): string[] {
  return parties.flatMap((party) => {
    const own = transcript.filter((event) => event.kind === 'output' && event.by === party)
    const lines = visibleLines(outputIn(own)).slice(-outputLines)
    if (lines.length === 0) return []
    return [
      '',
      paint.dim(say.pair.printed[party]),
      ...lines.map((line) => `  ${paint.dim(clipped(line, width - 2))}`),
    ]
  })
}
