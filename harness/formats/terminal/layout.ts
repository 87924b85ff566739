import { columnsOf, wrappedAt } from '../width.ts'

/** A line cut to so many columns. */
export function clipped(line: string, width: number): string {
  return columnsOf(line) > width ? `${[...line].slice(0, width - 1).join('')}…` : line
}

/** A text in lines of at most so many columns. */
export function wrapped(text: string, width: number): string[] {
  return wrappedAt(text, Math.max(20, width))
}

/** The lines under their heading. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`)
}

/** A text filled with spaces up to a column, at least with one. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(1, width - columnsOf(text)))
}

/** The id and the rule, with the points at the right edge; a rule that is too long goes on below. */
export function columns(label: string, rule: string, points: string, width: number): string[] {
  const room = width - points.length - 1
  const one = `${label}  ${rule}`
  if (columnsOf(one) <= room) return [pad(one, room) + points]
  return [pad(label, room) + points, ...indented(wrapped(rule, width - 4))]
}
