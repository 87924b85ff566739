import { ruleBook } from '../cli/deliver.ts'
import type { FormatContext } from '../formats/context.ts'
import { type FormatName, formats } from '../formats/index.ts'
import { reportedBytes } from '../grading/make-report.ts'
import type { Report, ReportedEvent } from '../report/schema.ts'

/** What formats are made with in tests, the same each time. */
export function contextFor(report: Report, changes: Partial<FormatContext> = {}): FormatContext {
  return {
    language: 'en',
    book: ruleBook(report),
    width: 100,
    colours: false,
    verbose: false,
    classroom: {
      classroom: 'cs-principles',
      assignment: 'sockets',
      type: 'individual',
      owner: 'alice',
      submission: 'submit/2026-06-01T14-32-05Z-a1b2c3d',
      commit: 'https://example.org/alice/commit/a1b2c3d',
      release: 'https://example.org/alice/releases/tag/submit',
      review: 'https://example.org/alice/compare/0...a1b2c3d',
    },
    fence: 'a-word-that-nobody-guesses',
    ...changes,
  }
}

/** A report in a format. */
export async function rendered(
  name: FormatName,
  report: Report,
  changes: Partial<FormatContext> = {},
): Promise<string> {
  return (await formats[name].load())(report, contextFor(report, changes))
}

/** A report without what differs from run to run and from machine to machine. */
export function steady(report: Report): Report {
  return {
    ...report,
    began: '2026-01-02T03:04:05.678Z',
    milliseconds: 1234,
    ...(report.isolation ? { isolation: { kind: 'namespaces', sandbox: 'none' } } : {}),
    checks: report.checks.map((check) => ({
      ...check,
      ...(check.silence ? { silence: 'proven' as const } : {}),
      milliseconds: check.transcript.length > 0 ? 12 : 0,
      transcript: check.transcript.reduce<ReportedEvent[]>(steadily, []),
    })),
  }
}

/** One more event, without its time; how a program's output is cut into pieces isn't the same each time. */
function steadily(before: readonly ReportedEvent[], event: ReportedEvent): ReportedEvent[] {
  const last = before.at(-1)
  if (event.kind !== 'output' || last?.kind !== 'output' || last.stream !== event.stream) {
    return [...before, { ...event, at: 0 }]
  }
  const both = [last.bytes, event.bytes].map(({ base64 }) => Buffer.from(base64, 'base64'))
  return [...before.slice(0, -1), { ...last, bytes: reportedBytes(Buffer.concat(both)) }]
}
