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

/** What Classroom 50 knows of a submission; its runner tells it in the environment. */
export interface ClassroomFacts {
  readonly classroom: string
  readonly assignment: string
  readonly type: 'individual' | 'group' | 'team'
  readonly owner: string
  /** The tag that was handed in: `submit/…` */
  readonly submission: string
  /** Links to the commit, to its release, and to all that was changed. */
  readonly commit: string
  readonly release: string
  readonly review: string
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
  readonly classroom: ClassroomFacts
  /** A word that no program can guess; between two of them nothing commands GitHub's runner. */
  readonly fence: string
}

/** A report in some form: a pure function of it. */
export type Format = (report: Report, around: FormatContext) => string
