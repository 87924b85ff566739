import type { Messages } from '../feedback/messages.ts'
import type { ReportedBytes, ReportedFailure, Role } from '../report/schema.ts'

/** What a program did wrong, as a sentence; nothing of the program's own stands in it. */
export function failureSentence(
  failure: ReportedFailure,
  say: Messages,
  role: Role | undefined,
): string {
  const { code } = failure
  const asClient = role === 'client' && code in say.client.failures
  const sentences = asClient ? say.client.failures : say.failures
  const sentence = sentences[code as keyof typeof sentences] as (failure: ReportedFailure) => string
  return sentence(failure)
}

/** What should have come, where a failure knows it. */
export function expectedIn(failure: ReportedFailure): ReportedBytes | undefined {
  return 'expected' in failure && typeof failure.expected === 'object'
    ? failure.expected
    : undefined
}

/** What came instead. */
export function receivedIn(failure: ReportedFailure): ReportedBytes | undefined {
  if ('received' in failure) return failure.received
  return 'printed' in failure ? failure.printed : undefined
}

/** The first byte that differs from what was expected, from 0. */
export function differenceIn(failure: ReportedFailure): number | undefined {
  return 'differsAt' in failure ? failure.differsAt : undefined
}
