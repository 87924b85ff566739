import type { Language } from '../../spec/words.ts'
import { safe } from '../safe.ts'

/** A moment (ISO 8601) as people write it, in UTC; as it stands where it is none. */
export function momentInWords(moment: string, language: Language): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return safe(moment)
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${date.toLocaleString(language, style)} UTC`
}
