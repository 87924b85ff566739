import { renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import type { RuleBook } from '../formats/context.ts'
import type { Report } from '../report/schema.ts'
import { checksOf } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { UsageError } from './usage.ts'
import { coloursOn, whereThePersonStands, widthOf } from './where.ts'

/** The forms in which a report can be had on standard output. */
export const formats = ['terminal', 'json'] as const

export interface Delivery {
  readonly format: (typeof formats)[number]
  /** A file that gets the report too. */
  readonly out: string | undefined
  readonly verbose: boolean
  readonly language: Language
  readonly say: Messages
}

/** Writes a report to standard output, and to a file where one was asked for. */
export async function deliver(report: Report, delivery: Delivery): Promise<void> {
  const { language, verbose, out, say } = delivery
  const json = `${JSON.stringify(report, null, 2)}\n`
  const drawn = async (width: number, colours: boolean) => {
    const { terminal } = await import('../formats/terminal/render.ts')
    return terminal(report, { language, book: ruleBook(report), verbose, width, colours })
  }
  if (out) writeWhole(out, out.endsWith('.txt') ? await drawn(100, false) : json, say)
  const { stdout } = process
  stdout.write(delivery.format === 'json' ? json : await drawn(widthOf(stdout), coloursOn(stdout)))
}

/** The file is there whole, or not at all. */
function writeWhole(out: string, content: string, say: Messages): void {
  const path = resolve(whereThePersonStands(), out)
  try {
    writeFileSync(`${path}.part`, content)
    renameSync(`${path}.part`, path)
  } catch (error) {
    throw new UsageError(say.usage.cannotWrite(out, (error as Error).message))
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
