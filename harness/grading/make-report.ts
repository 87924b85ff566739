import type { Problem } from '../program/problem.ts'
import type {
  Report,
  ReportedBytes,
  ReportedCheck,
  ReportedEvent,
  ReportedFailure,
  ReportedProblem,
} from '../report/schema.ts'
import { isGradersFault } from '../report/standing.ts'
import { commonPrefix } from '../spec/bytes.ts'
import type { Failure } from '../spec/failure.ts'
import { type NamedCheck, pointsOf, type Tier } from '../spec/spec.ts'
import type { Event } from '../wire/transcript.ts'
import { visible } from '../wire/visible.ts'
import type { JudgedCheck } from './grade.ts'

/** Of one run of bytes at most so many are kept in a report, and of a whole transcript. */
const keptBytes = 16 * 1024
const keptOfTranscript = 128 * 1024

/** Of a transcript's events so many are kept, from its beginning and from its end. */
const keptEvents = { first: 800, last: 200 }

/** Everything of a report that doesn't follow from the checks. */
export type Frame = Omit<Report, 'schemaVersion' | 'score' | 'maxScore' | 'beyond' | 'checks'>

/** The folder in which a submission runs, and the one that it was copied from. */
export type Original = Readonly<Record<'folder' | 'original', string>>

/** Puts a report together from the judged checks; of a program that can't be run, `wanted` are all missed. */
export function makeReport(
  frame: Frame,
  judged: readonly JudgedCheck[],
  wanted: readonly NamedCheck[],
  copy: Original | undefined,
): Report {
  const passed = judged.filter(({ outcome }) => outcome.verdict === 'passed')
  const missed = frame.problem && !isGradersFault(frame.problem) ? wanted : []
  // What the grader itself could not judge costs nobody a point.
  const counted = judged.filter(({ outcome }) => outcome.verdict !== 'errored')
  const points = (tier: Tier) => ({
    score: pointsOf(checksIn(passed), tier),
    maxScore: pointsOf([...checksIn(counted), ...missed], tier),
  })
  return {
    schemaVersion: 1,
    ...frame,
    ...points('core'),
    beyond: points('beyond'),
    checks: judged.map((each) => reportedCheck(each, copy)),
  }
}

function checksIn(judged: readonly JudgedCheck[]): NamedCheck[] {
  return judged.map(({ check }) => check)
}

function reportedCheck({ check, outcome }: JudgedCheck, copy?: Original): ReportedCheck {
  const passed = outcome.verdict === 'passed'
  const common = {
    id: check.id,
    tier: check.tier,
    verdict: outcome.verdict,
    strict: outcome.verdict === 'blocked' || outcome.strict,
    points: passed ? check.points : 0,
    maxPoints: check.points,
    required: check.tier === 'core',
    ...(check.hidden ? { hidden: true as const } : {}),
  }
  if (outcome.verdict === 'blocked') {
    return { ...common, blockedBy: outcome.by, milliseconds: 0, transcript: [] }
  }
  return {
    ...common,
    ...(outcome.verdict === 'failed' ? { failure: reportedFailure(outcome.failure) } : {}),
    ...(outcome.verdict === 'errored' ? { reason: outcome.reason } : {}),
    ...(outcome.certainty ? { silence: outcome.certainty } : {}),
    milliseconds: outcome.milliseconds,
    transcript: reportedTranscript(outcome.transcript, copy),
  }
}

/** Bytes in the form in which a report holds them. */
export function reportedBytes(bytes: Uint8Array, keep = keptBytes): ReportedBytes {
  const kept = bytes.subarray(0, keep)
  return {
    length: bytes.length,
    text: visible(kept),
    base64: Buffer.from(kept).toString('base64'),
  }
}

function reportedEvent(event: Event, keep: number, copy?: Original): ReportedEvent {
  const told = event.kind === 'output' ? { ...event, bytes: asNamed(event.bytes, copy) } : event
  return withReportedBytes(told, keep) as ReportedEvent
}

/** A program may speak without end: what is kept of it has one. */
export function reportedTranscript(events: readonly Event[], copy?: Original): ReportedEvent[] {
  const { first, last } = keptEvents
  const kept =
    events.length > first + last ? [...events.slice(0, first), ...events.slice(-last)] : events
  let room = keptOfTranscript
  return kept.map((event) => {
    const reported = reportedEvent(event, Math.min(keptBytes, room), copy)
    if ('bytes' in event) room -= Math.min(room, keptBytes, event.bytes.length)
    return reported
  })
}

/** The copy that runs stands for the original: it goes by its name in what the program prints. */
export function asNamed(bytes: Uint8Array, copy: Original | undefined): Uint8Array {
  if (!copy) return bytes
  const text = Buffer.from(bytes).toString('latin1')
  const latin1 = (path: string) => Buffer.from(path).toString('latin1')
  return Buffer.from(text.replaceAll(latin1(copy.folder), latin1(copy.original)), 'latin1')
}

/** A failure in the form in which a report holds it. */
export function reportedFailure(failure: Failure): ReportedFailure {
  if (failure.code !== 'wrong-bytes' || !failure.expected) {
    return withReportedBytes(failure, keptBytes) as ReportedFailure
  }
  const differsAt = commonPrefix(failure.expected, failure.received)
  // Never cut before the point where it differs.
  const reported = withReportedBytes(failure, Math.max(keptBytes, differsAt + 1024))
  return { ...reported, differsAt } as ReportedFailure
}

/** The same record with every run of bytes in its reported form, and no text longer than one. */
function withReportedBytes(record: object, keep: number): object {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, reportedValue(value, keep)]),
  )
}

function reportedValue(value: unknown, keep: number): unknown {
  if (typeof value === 'string') return value.slice(0, keptBytes)
  return value instanceof Uint8Array ? reportedBytes(value, keep) : value
}

/** A problem with what the program printed in its reported form. */
export function reportedProblem(problem: Problem, copy: Original | undefined): ReportedProblem {
  const told = 'output' in problem ? { ...problem, output: asNamed(problem.output, copy) } : problem
  return withReportedBytes(told, keptBytes) as ReportedProblem
}
