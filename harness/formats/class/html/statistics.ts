import type { ClassCheck, ClassEntry, ClassReport } from '../../../report/class-schema.ts'

/** The submissions of one protocol; `spec` is null where none could be told. */
export interface Group {
  readonly spec: string | null
  readonly entries: readonly ClassEntry[]
}

/** The submissions by protocol, the most frequent first, those without one last. */
export function groupsOf(report: ClassReport): Group[] {
  const groups = grouped(report.submissions, (entry) => entry.spec ?? report.spec)
  return [...groups]
    .map(([spec, entries]) => ({ spec, entries }))
    .sort(
      (a, b) =>
        Number(a.spec === null) - Number(b.spec === null) || b.entries.length - a.entries.length,
    )
}

/** Every check that somebody of a group was graded on, in the order of the longest grade. */
export function checksIn({ entries }: Group): ClassCheck[] {
  const longest = entries.toSorted((a, b) => b.checks.length - a.checks.length)
  return [
    ...new Map(longest.flatMap(({ checks }) => checks.map((check) => [check.id, check]))).values(),
  ]
}

/** The scores of those who have a grade, in percent of the assignment, from the lowest. */
export function scoresOf({ entries }: Group): number[] {
  return entries
    .filter(({ outcome, maxScore }) => outcome === 'graded' && maxScore > 0)
    .map(({ score, maxScore }) => (100 * score) / maxScore)
    .sort((a, b) => a - b)
}

/** The middle one of sorted numbers, or the mean of the two; NaN where there is none. */
export function medianOf(sorted: readonly number[]): number {
  const [low, high] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The mean of numbers; NaN where there is none. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

/** How many scores lie in a stretch of percents, both ends within. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** The distribution of scores in tens; full marks stand alone. */
export function binsOf(scores: readonly number[]): Bin[] {
  const counts = Array.from({ length: 11 }, () => 0)
  for (const score of scores) {
    const bin = Math.min(10, Math.floor(score / 10))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count, bin) => ({ from: 10 * bin, to: Math.min(100, 10 * bin + 9), count }))
}

/** A check that somebody failed, and in which ways. */
export interface Misunderstanding {
  readonly check: ClassCheck
  /** How many were judged. */
  readonly tried: number
  readonly failed: number
  /** The codes of the failures, the most frequent first. */
  readonly ways: readonly (readonly [code: string, count: number])[]
}

/** What goes wrong in a group, the worst first. */
export function misunderstandingsIn(group: Group): Misunderstanding[] {
  return checksIn(group)
    .map((check) => {
      const of = group.entries.flatMap(({ checks }) => checks.filter(({ id }) => id === check.id))
      const failed = of.filter(({ verdict }) => verdict === 'failed')
      const tried = failed.length + of.filter(({ verdict }) => verdict === 'passed').length
      return {
        check,
        tried,
        failed: failed.length,
        ways: countsOf(failed.map(({ failure }) => failure ?? '')),
      }
    })
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed - a.failed)
}

/** How often each text stands in a list, the most frequent first. */
export function countsOf(texts: readonly string[]): [text: string, count: number][] {
  return [...grouped(texts, (text) => text)]
    .map(([text, all]): [string, number] => [text, all.length])
    .sort(([, a], [, b]) => b - a)
}

/** What has the same key, together. */
export function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
