import pc from 'picocolors'
import { messagesIn } from '../../feedback/index.ts'
import type { Messages } from '../../feedback/messages.ts'
import type { Report } from '../../report/schema.ts'
import type { FormatContext } from '../context.ts'

/** What everything on a terminal is drawn with. */
export interface Drawing extends Pick<FormatContext, 'width'> {
  readonly say: Messages
  readonly paint: ReturnType<typeof pc.createColors>
}

/** What every part of a terminal report is drawn with. */
export interface Context extends FormatContext, Drawing {
  readonly report: Report
}

/** The means with which a report is drawn for a person. */
export function contextOf(report: Report, around: FormatContext): Context {
  const { language, colours } = around
  return { ...around, report, say: messagesIn(language), paint: pc.createColors(colours) }
}
