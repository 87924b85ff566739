import pc from 'picocolors'
import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { isTrusted, type Outcome, type Trial, type Verification } from '../report/verification.ts'
import type { Language } from '../spec/words.ts'
import { problemSentence } from './problem.ts'
import { safe } from './safe.ts'
import { indented, wrapped } from './terminal/layout.ts'

/** What a verification is drawn with. */
export interface VerificationContext {
  readonly language: Language
  /** Columns. */
  readonly width: number
  readonly colours: boolean
}

/** How the programs of a spec came out, as a person reads it on a terminal. */
export function verificationText(
  verification: Verification,
  title: string,
  { language, width, colours }: VerificationContext,
): string {
  const paint = pc.createColors(colours)
  const say = messagesIn(language)
  const marked = (mark: string, text: string, details: readonly string[] = []) => [
    ...wrapped(text, width - 4).map((line, index) => `  ${index === 0 ? mark : ' '} ${line}`),
    ...indented(details.flatMap((detail) => wrapped(detail, width - 4))),
  ]
  const lines = [
    paint.bold(`${verification.spec} — ${title}`),
    ...rightIn(verification, say).flatMap((text) => marked(paint.green('✓'), text)),
    ...untriedIn(verification, say).flatMap((text) => marked(paint.yellow('–'), text)),
    ...wrongIn(verification, say).flatMap(({ names, details }) =>
      marked(paint.red('✗'), say.verify.otherwise(names), details),
    ),
  ]
  return `${lines.join('\n')}\n\n`
}

function trialsOf({ reference, fixtures }: Verification): readonly Trial[] {
  return [reference, ...fixtures]
}

function rightIn({ reference, fixtures }: Verification, { verify: say }: Messages): string[] {
  const asDue = fixtures.filter(({ outcome }) => outcome.kind === 'as-due').length
  return [
    ...(reference.outcome.kind === 'as-due' ? [say.reference] : []),
    ...(asDue > 0 ? [say.fixtures(asDue)] : []),
  ]
}

function untriedIn(verification: Verification, { verify: say }: Messages): string[] {
  const missing = missingIn(verification)
  const languages = new Map(missing.map((each) => [each.language, each.install]))
  return [
    ...[...languages].map(([language, install]) => {
      const count = missing.filter((each) => each.language === language).length
      return say.notInstalled(count, language, install)
    }),
    ...verification.excused.map(({ check, reason }) => say.excused(check, safe(reason))),
  ]
}

/** One for each program whose language isn't installed. */
function missingIn(verification: Verification) {
  return trialsOf(verification).flatMap(({ outcome }) =>
    outcome.kind === 'not-installed' ? [outcome] : [],
  )
}

/** What is wrong, and with which programs: often it is the same with many. */
function wrongIn(verification: Verification, say: Messages) {
  const found = new Map<string, { readonly names: string[]; readonly details: readonly string[] }>()
  for (const { name, outcome } of trialsOf(verification)) {
    const details = detailsOf(outcome, say)
    if (details.length === 0) continue
    const same = found.get(details.join('\n'))
    if (same) same.names.push(name)
    else found.set(details.join('\n'), { names: [name], details })
  }
  return [...found.values()]
}

/** What is wrong about an outcome; nothing where all is well. */
function detailsOf(outcome: Outcome, say: Messages): string[] {
  if (outcome.kind === 'not-run') return [problemSentence(outcome.problem, say)]
  if (outcome.kind !== 'otherwise') return []
  const { due, failed, notJudged } = outcome
  const list = (ids: readonly string[]) => ids.join(', ') || say.verify.nothing
  return [
    `${say.verify.due}: ${list(due)}`,
    `${say.verify.failed}: ${list(failed)}`,
    ...notJudged.map(({ check, reason }) => say.verify.notJudged(check, safe(reason))),
  ]
}

/** Whether the grader can be trusted where all this came out, and how programs were kept apart there. */
export function trustText(
  verifications: readonly Verification[],
  { language, width, colours }: VerificationContext,
): string {
  const paint = pc.createColors(colours)
  const { verify: say, report } = messagesIn(language)
  const isolation = verifications.find((each) => each.isolation)?.isolation
  const apart =
    isolation?.kind === 'namespaces'
      ? say.apart[isolation.sandbox]
      : report.notApart(isolation?.why === undefined ? undefined : safe(isolation.why))
  const allTried = verifications.every((each) => missingIn(each).length === 0)
  const conclusion = !verifications.every(isTrusted)
    ? paint.red(say.notTrusted)
    : paint.green(allTried ? say.trusted : say.trustedAsFar)
  return `${[...wrapped(apart, width), '', ...wrapped(conclusion, width)].join('\n')}\n`
}
