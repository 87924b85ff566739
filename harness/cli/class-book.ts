import { specs } from '../../specs/index.ts'
import type { ClassBook } from '../formats/class/html/context.ts'
import { checksOf } from '../spec/spec.ts'

const checks = new Map(specs.flatMap(checksOf).map((check) => [check.id, check]))
const nothing = { en: '', ru: '' }

/** The texts of every spec, for a class that may have submissions of several. */
export const classBook: ClassBook = {
  title: (spec) => specs.find(({ id }) => id === spec)?.title,
  rule: (id) => checks.get(id)?.rule ?? nothing,
  hint: (id) => checks.get(id)?.hint ?? nothing,
}
