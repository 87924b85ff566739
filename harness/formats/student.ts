import { messagesIn } from '../feedback/index.ts'
import type { Report, ReportedCheck } from '../report/schema.ts'
import { languages, type Words } from '../spec/words.ts'
import type { FormatContext } from './context.ts'

/** A report, and what it is shown with. */
export interface Shown<Around> {
  readonly report: Report
  readonly around: Around
}

/**
 * What a student may see: of a hidden check remain a number, how it came out, and its points. The report
 * itself where nothing is hidden.
 */
export function forStudent<Around extends Pick<FormatContext, 'book'>>(
  report: Report,
  around: Around,
): Shown<Around> {
  const hidden = report.checks.filter((check) => check.hidden).map(({ id }) => id)
  if (hidden.length === 0) return { report, around }
  const names = new Map(hidden.map((id, index) => [id, `${report.spec}/hidden-${index + 1}`]))
  const nameless = new Set(names.values())
  const { book } = around
  return {
    report: { ...report, checks: report.checks.map((check) => withoutSecrets(check, names)) },
    around: {
      ...around,
      book: {
        ...book,
        rule: (id: string) => (nameless.has(id) ? hiddenRule : book.rule(id)),
        hint: (id: string) => (nameless.has(id) ? nothing : book.hint(id)),
      },
    },
  }
}

const inAll = (words: (language: keyof Words) => string) =>
  Object.fromEntries(languages.map((language) => [language, words(language)])) as Words
const hiddenRule = inAll((language) => messagesIn(language).report.hidden)
const nothing = inAll(() => '')

function withoutSecrets(check: ReportedCheck, names: ReadonlyMap<string, string>): ReportedCheck {
  const { id, tier, verdict, points, maxPoints, required, hidden, blockedBy } = check
  if (!hidden) {
    const by = blockedBy === undefined ? undefined : names.get(blockedBy)
    return by === undefined ? check : { ...check, blockedBy: by }
  }
  return {
    id: names.get(id) ?? id,
    tier,
    verdict,
    strict: true,
    points,
    maxPoints,
    required,
    hidden,
    milliseconds: 0,
    transcript: [],
  }
}
