import type { Report } from '../report/schema.ts'
import type { Language, Words } from '../spec/words.ts'

/** The texts that belong to a check, which its report doesn't carry. */
export interface RuleBook {
  readonly title: Words | undefined
  /** By hand one has to type, since what the server says is never the same. */
  readonly typing: boolean
  readonly rule: (id: string) => Words
  readonly hint: (id: string) => Words
}

/** What a format is made with besides the report: all that comes from outside, as data. */
export interface FormatContext {
  readonly language: Language
  readonly book: RuleBook
  /** Columns. */
  readonly width: number
  readonly colours: boolean
  /** Show the conversation of what passed too. */
  readonly verbose: boolean
}

/** A report in some form: a pure function of it. */
export type Format = (report: Report, around: FormatContext) => string
