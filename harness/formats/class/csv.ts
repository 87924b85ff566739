import { messagesIn } from '../../feedback/index.ts'
import type { Messages } from '../../feedback/messages.ts'
import type { Joined } from '../../intake/roster/join.ts'
import type { ClassCheck, ClassReport } from '../../report/class-schema.ts'
import type { Language } from '../../spec/words.ts'
import { type Cell, type SheetOptions, sheetOf } from './sheet.ts'
import { outcomeOf, pointsOf, type Student, studentsOf } from './students.ts'

/** The class as a sheet for people: a row a student, a column a check. */
export function classCsv(
  report: ClassReport,
  joined: Joined,
  { language, delimiter = ',' }: { language: Language } & Pick<SheetOptions, 'delimiter'>,
): string {
  const say = messagesIn(language)
  const checks = checksIn(report)
  const headings = [
    ...Object.values(say.gradebook.columns),
    ...checks.map(({ id, maxPoints }) => `${id} (${maxPoints})`),
  ]
  const rows = studentsOf(report, joined).map((student) => [
    ...studentCells(student, pointsOf(report), say),
    ...checks.map(({ id }) => pointsIn(student, id)),
  ])
  return sheetOf([headings, ...rows], { delimiter, bom: true })
}

/** Every check that anybody was graded by, in order. */
function checksIn({ submissions }: ClassReport): ClassCheck[] {
  const all = submissions.flatMap(({ checks }) => checks)
  return [...new Map(all.map((check) => [check.id, check])).values()]
}

function studentCells(student: Student, points: number, say: Messages): Cell[] {
  const { person, row, submission, entry } = student
  const judged = entry?.outcome === 'graded' ? entry : undefined
  const outcome = outcomeOf(student)
  const cells: Record<keyof Messages['gradebook']['columns'], Cell> = {
    student: person.name,
    id: person.id ?? row?.schoolId,
    login: person.login,
    email: person.email,
    section: person.section,
    submission: submission?.title,
    outcome: say.gradebook.outcomes[outcome],
    score: outcome === 'unusable' ? 0 : judged?.score,
    maxScore: outcome === 'unusable' ? points : judged?.maxScore,
    beyond: judged?.beyond.score,
    maxBeyond: judged?.beyond.maxScore,
    note: notesOn(student, say).join('; '),
  }
  return Object.keys(say.gradebook.columns).map((column) => cells[column as keyof typeof cells])
}

function notesOn({ entry, submission, count }: Student, say: Messages): string[] {
  return [
    ...(entry?.problem === undefined ? [] : [entry.problem]),
    ...(submission?.late ? [say.gradebook.late] : []),
    ...(count > 1 ? [say.gradebook.several(count)] : []),
  ]
}

/** The points of a check; none where it was not played, or could not be judged. */
function pointsIn({ entry }: Student, id: string): Cell {
  const check = entry?.checks.find((each) => each.id === id)
  return check?.verdict === 'errored' ? undefined : check?.points
}
