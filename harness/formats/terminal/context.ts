import type pc from 'picocolors'
import type { Messages } from '../../feedback/messages.ts'
import type { Report } from '../../report/schema.ts'
import type { Language, Words } from '../../spec/words.ts'

/** The texts that belong to a check, which its report doesn't carry. */
export interface RuleBook {
  readonly title: Words | undefined
  /** By hand one has to type, since what the server says is never the same. */
  readonly typing: boolean
  readonly rule: (id: string) => Words
  readonly hint: (id: string) => Words
}

/** How a terminal report is drawn. */
export interface TerminalOptions {
  readonly language: Language
  readonly colours: boolean
  /** Columns. */
  readonly width: number
  /** Show the conversation of what passed too. */
  readonly verbose: boolean
}

/** What every part of a terminal report is drawn with. */
export interface Context extends TerminalOptions {
  readonly say: Messages
  readonly paint: ReturnType<typeof pc.createColors>
  readonly book: RuleBook
  readonly report: Report
}
