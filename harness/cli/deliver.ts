import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { FormatContext, RuleBook } from '../formats/context.ts'
import { type FormatName, formats } from '../formats/index.ts'
import type { Report } from '../report/schema.ts'
import { checksOf } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { classroomFacts } from './classroom50.ts'
import { tellGithub } from './github.ts'
import type { Places } from './places.ts'
import { UsageError } from './usage.ts'
import { coloursOn, whereThePersonStands, widthOf } from './where.ts'

export interface Delivery extends Places {
  /** A file that gets the report too: as text for `.txt`, else as JSON. */
  readonly out: string | undefined
  readonly verbose: boolean
  readonly language: Language
  readonly say: Messages
}

/** Loads what a report is going to be written by; whatever can't be loaded is missed when it is needed. */
export function foresee({ standardOutput, files }: Places): void {
  const names = [standardOutput, ...files.map(({ format }) => format)]
  for (const name of names) formats[name].load().catch(() => {})
}

/**
 * Writes a report to everywhere that it was asked for.
 * @throws UsageError where a file can't be written, after all others have been
 */
export async function deliver(report: Report, delivery: Delivery): Promise<void> {
  const { out, files, say } = delivery
  const around = contextFor(report, delivery)
  const text = async (name: FormatName, means = around) =>
    (await formats[name].load())(report, means)
  const asked = out
    ? [{ format: out.endsWith('.txt') ? 'terminal' : 'json', file: out } as const, ...files]
    : files
  const complaints: string[] = []
  const attempt = async (file: string, write: () => void | Promise<void>) => {
    try {
      await write()
    } catch (error) {
      complaints.push(say.usage.cannotWrite(file, (error as Error).message))
    }
  }
  for (const { format, file } of asked) {
    const content = await text(format)
    await attempt(file, () => writeWhole(resolve(whereThePersonStands(), file), content))
  }
  await print(report, delivery, around)
  if (delivery.github) await attempt('GitHub', () => tellGithub(report, around))
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'))
}

async function print(
  report: Report,
  { standardOutput: name, github }: Delivery,
  around: FormatContext,
): Promise<void> {
  const { stdout, stderr } = process
  const means = { ...around, width: widthOf(stdout), colours: coloursOn(stdout) }
  // On GitHub its own format is the terminal's, and annotations.
  const shown = github && name === 'terminal' ? 'github' : name
  const text = (await formats[shown].load())(report, means)
  if (!github || shown === 'github') {
    stdout.write(text)
    return
  }
  const [{ annotations }, { fenced }] = await Promise.all([
    import('../formats/github/annotations.ts'),
    import('../formats/github/fence.ts'),
  ])
  // Where standard output carries data for another program, nothing may stand among them.
  const { inert } = formats[shown]
  stdout.write(inert ? text : fenced(text, around.fence))
  ;(inert ? stderr : stdout).write(annotations(report, around))
}

/** What formats are made with besides the report, for a file. */
export function contextFor(
  report: Report,
  { language, verbose }: Pick<Delivery, 'language' | 'verbose'>,
): FormatContext {
  return {
    language,
    book: ruleBook(report),
    width: 100,
    colours: false,
    verbose,
    classroom: classroomFacts(process.env),
    fence: randomUUID(),
  }
}

/** The texts of the spec that a report is about. */
export function ruleBook(report: Report): RuleBook {
  const spec = specs.find(({ id }) => id === report.spec)
  const checks = new Map(spec ? checksOf(spec).map((check) => [check.id, check]) : [])
  const nothing = { en: '', ru: '' }
  return {
    title: spec?.title,
    typing: spec?.unforeseeable ?? false,
    rule: (id) => checks.get(id)?.rule ?? nothing,
    hint: (id) => checks.get(id)?.hint ?? nothing,
  }
}
