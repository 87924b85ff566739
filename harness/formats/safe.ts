import { visibleLines } from '../wire/visible.ts'

/** A text that came from outside, made safe to show on one line. */
export function safe(text: string): string {
  return visibleLines(Buffer.from(text)).join(' ')
}
