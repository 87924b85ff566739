import type { Problem } from '../program/problem.ts'
import type {
  Report,
  ReportedBytes,
  ReportedCheck,
  ReportedEvent,
  ReportedFailure,
  ReportedProblem,
} from '../report/schema.ts'
import { commonPrefix } from '../spec/bytes.ts'
import type { Failure } from '../spec/failure.ts'
import { pointsOf } from '../spec/spec.ts'
import type { Event } from '../wire/transcript.ts'
import { visible } from '../wire/visible.ts'
import type { JudgedCheck } from './grade.ts'

/** Of one run of bytes at most so many are kept in a report. */
const keptBytes = 16 * 1024

/** Everything of a report that doesn't follow from the checks. */
export type Frame = Omit<Report, 'schemaVersion' | 'score' | 'maxScore' | 'beyond' | 'checks'>

/** Puts a report together from the judged checks. */
export function makeReport(frame: Frame, judged: readonly JudgedCheck[]): Report {
  const checks = judged.map(reportedCheck)
  const score = (tier: 'core' | 'beyond') =>
    checks.filter((check) => check.tier === tier).reduce((sum, check) => sum + check.points, 0)
  const all = judged.map(({ check }) => check)
  return {
    schemaVersion: 1,
    ...frame,
    score: score('core'),
    maxScore: pointsOf(all, 'core'),
    beyond: { score: score('beyond'), maxScore: pointsOf(all, 'beyond') },
    checks,
  }
}

function reportedCheck({ check, outcome }: JudgedCheck): ReportedCheck {
  const passed = outcome.verdict === 'passed'
  const common = {
    id: check.id,
    tier: check.tier,
    verdict: outcome.verdict,
    strict: outcome.verdict === 'blocked' || outcome.strict,
    points: passed ? check.points : 0,
    maxPoints: check.points,
    required: check.tier === 'core',
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
    transcript: outcome.transcript.map(reportedEvent),
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

function reportedEvent(event: Event): ReportedEvent {
  return withReportedBytes(event, keptBytes) as ReportedEvent
}

function reportedFailure(failure: Failure): ReportedFailure {
  if (failure.code !== 'wrong-bytes' || !failure.expected) {
    return withReportedBytes(failure, keptBytes) as ReportedFailure
  }
  const differsAt = commonPrefix(failure.expected, failure.received)
  // Never cut before the point where it differs.
  const reported = withReportedBytes(failure, Math.max(keptBytes, differsAt + 1024))
  return { ...reported, differsAt } as ReportedFailure
}

/** The same record with every run of bytes in its reported form. */
function withReportedBytes(record: object, keep: number): object {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      value instanceof Uint8Array ? reportedBytes(value, keep) : value,
    ]),
  )
}

/** A problem with what the program printed in its reported form. */
export function reportedProblem(problem: Problem): ReportedProblem {
  return withReportedBytes(problem, keptBytes) as ReportedProblem
}
