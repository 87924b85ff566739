import type { Messages } from '../../../feedback/messages.ts'
import type { ClassCheck, ClassEntry, ClassReport } from '../../../report/class-schema.ts'
import type { Language, Words } from '../../../spec/words.ts'
import { anchorOf } from '../../page/anchor.ts'

/** The texts of a protocol and its checks, which a class's data don't carry. */
export interface ClassBook {
  readonly title: (spec: string) => Words | undefined
  readonly rule: (check: string) => Words
  readonly hint: (check: string) => Words
}

/** What the page needs besides the data. */
export interface ClassAround {
  readonly language: Language
  readonly book: ClassBook
}

/** What every part of the page is drawn with. */
export interface ClassContext extends ClassAround {
  readonly say: Messages
  readonly report: ClassReport
}

/** The page of a submission, in the folder of its reports. */
export const studentPage = 'report.html'

/** The way from the class's page to a submission's own, or to one check of it; none where there is no folder. */
export function linkTo({ folder }: ClassEntry, check?: ClassCheck): string | undefined {
  if (folder === undefined) return undefined
  // Whatever the folder's name is, it stays a name: no scheme, no query.
  const path = ['.', ...folder.split('/').map(encodeURIComponent), studentPage].join('/')
  return check && !check.hidden ? `${path}#${anchorOf(check.id)}` : path
}

/** Who handed it in, or what was handed in where nobody knows. */
export function nameOf({ person, title }: ClassEntry): string {
  return person?.name ?? title
}

/** What identifies a person best, besides the name. */
export function idOf({ person }: ClassEntry): string {
  return person?.id ?? person?.login ?? person?.email ?? ''
}
