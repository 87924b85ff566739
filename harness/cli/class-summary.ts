import { join } from 'node:path'
import { classFiles, type ImportFile } from '../class/class-files.ts'
import type { Messages } from '../feedback/messages.ts'
import { safe } from '../formats/safe.ts'
import type { Joined } from '../intake/roster/join.ts'
import type { ClassReport } from '../report/class-schema.ts'

interface Told {
  /** The folder of the results, as the person named it. */
  readonly out: string
  readonly files: readonly ImportFile[]
  readonly reused: number
}

/** Says how a run over a class came out, and where everything is. */
export function tellSummary(
  report: ClassReport,
  { roster, submissions, absent, strangers }: Joined,
  { out, files, reused }: Told,
  say: Messages,
): void {
  const count = (outcome: string) =>
    report.submissions.filter((entry) => entry.outcome === outcome).length
  const counts = { graded: count('graded'), unusable: count('unusable'), errored: count('errored') }
  const missing = submissions.length - report.submissions.length
  const lines = [
    '',
    say.class.finished({ ...counts, reused }),
    ...(missing > 0 ? [say.class.interrupted(missing)] : []),
    ...(roster && absent.length > 0 ? [say.class.absent(absent.length)] : []),
    ...(roster && strangers.length > 0
      ? [say.class.strangers(strangers.map(({ submission }) => submission))]
      : []),
    ...files.flatMap((file) => leftOutLines(file, say)),
    ...[classFiles.page, classFiles.data, classFiles.sheet, ...files.map(({ file }) => file)].map(
      (file) => say.class.written(join(out, file)),
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Of those who are in no file for import so many are named. */
const named = 3

function leftOutLines({ file, leftOut }: ImportFile, say: Messages): string[] {
  const missing = leftOut.filter(({ why }) => why !== 'absent')
  const sentences = missing
    .slice(0, named)
    .map(({ name, why }) => say.class.notImported(file, say.gradebook.leftOut[why](safe(name))))
  const others = missing.length - sentences.length
  return others > 0 ? [...sentences, say.class.notImportedEither(file, others)] : sentences
}
