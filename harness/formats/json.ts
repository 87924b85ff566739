import type { Report } from '../report/schema.ts'
import { jsonText } from './json-text.ts'

/** The report itself, hidden checks and all. */
export function json(report: Report): string {
  return jsonText(report)
}
