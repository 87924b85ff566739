import { classEntry, type Handed } from '../report/class-entry.ts'
import type { ClassReport } from '../report/class-schema.ts'
import type { Report } from '../report/schema.ts'

/** A class of these submissions, all of one protocol or of several. */
export function gradedClass(
  submissions: readonly (Handed & { readonly report: Report | undefined })[],
  spec: string | null,
): ClassReport {
  return {
    schemaVersion: 1,
    grader: '0.1.0',
    title: 'week-3',
    spec,
    seed: 1,
    started: '2026-11-25T08:00:00.000Z',
    finished: '2026-11-25T08:10:00.000Z',
    submissions: submissions.map(({ report, ...handed }) => classEntry(report, handed)),
  }
}
