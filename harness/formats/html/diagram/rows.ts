import type { ReportedBytes, ReportedFailure } from '../../../report/schema.ts'
import type { Moment } from '../../conversation.ts'
import { expectedIn } from '../../failure.ts'
import type { Focus } from './focus.ts'

/** One line of a diagram, from the top down. */
export type Row =
  | { readonly kind: 'moment'; readonly moment: Moment; readonly focus: Focus | undefined }
  /** Nothing happened for so many ms. */
  | { readonly kind: 'pause'; readonly ms: number }
  /** So many moments are left out. */
  | { readonly kind: 'fold'; readonly count: number }
  /** What should have come to a client, and didn't: these bytes, an answer in any words, or the end. */
  | {
      readonly kind: 'missing'
      readonly connection: number
      readonly what: ReportedBytes | 'answer' | 'close'
    }

/** Of a long conversation so many moments are drawn: its beginning, what is around the focus, its end. */
const drawn = { first: 8, around: 4, last: 12 }

/** A pause that is worth a line, ms. */
const longPause = 200

/** The lines of a conversation. */
export function rowsOf(
  moments: readonly Moment[],
  focus: Focus | undefined,
  failure: ReportedFailure | undefined,
): Row[] {
  const rows: Row[] = []
  let before: Moment | undefined
  for (const [index, moment] of moments.entries()) {
    if (!isDrawn(index, moments.length, focus)) {
      const fold = rows.at(-1)
      if (fold?.kind === 'fold') rows[rows.length - 1] = { ...fold, count: fold.count + 1 }
      else rows.push({ kind: 'fold', count: 1 })
      continue
    }
    const pause = moment.at - (before?.at ?? moment.at)
    if (pause >= longPause && rows.at(-1)?.kind === 'moment')
      rows.push({ kind: 'pause', ms: pause })
    rows.push({ kind: 'moment', moment, focus: focus?.moment === index ? focus : undefined })
    before = moment
  }
  const what = failure && missingFor(failure)
  const connection = moments.findLast((moment) => 'connection' in moment)?.connection
  return what && connection !== undefined ? [...rows, { kind: 'missing', connection, what }] : rows
}

/** What the client who did something last waited for in vain. */
function missingFor(failure: ReportedFailure): ReportedBytes | 'answer' | 'close' | undefined {
  if (failure.code === 'stayed-open') return 'close'
  return failure.code === 'silent' ? (expectedIn(failure) ?? 'answer') : undefined
}

function isDrawn(index: number, count: number, focus: Focus | undefined): boolean {
  if (count <= drawn.first + drawn.last + 2) return true
  const isNear = focus !== undefined && Math.abs(index - focus.moment) <= drawn.around
  return index < drawn.first || index >= count - drawn.last || isNear
}
