import type { Report } from '../../report/schema.ts'
import type { FormatContext } from '../context.ts'
import { terminal } from '../terminal/render.ts'
import { annotations } from './annotations.ts'
import { fenced } from './fence.ts'

/** What stands in the log of a job on GitHub: the report, which can command nothing there, and annotations. */
export function github(report: Report, around: FormatContext): string {
  return fenced(terminal(report, around), around.fence) + annotations(report, around)
}
