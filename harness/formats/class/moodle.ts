import { messagesIn } from '../../feedback/index.ts'
import type { Messages } from '../../feedback/messages.ts'
import type { Joined } from '../../intake/roster/join.ts'
import type { Roster } from '../../intake/roster/read.ts'
import type { ClassEntry, ClassReport } from '../../report/class-schema.ts'
import type { Language } from '../../spec/words.ts'
import { type Absent, type Gradebook, withoutGrade } from './gradebook.ts'
import { type Cell, sheetOf } from './sheet.ts'
import { gradeOf, nameOf, outcomeOf, pointsOf, type Student, studentsOf } from './students.ts'

/** How the assignment stands in Moodle. */
export interface MoodleOptions {
  readonly language: Language
  /** The maximum grade there; the points of the checks where it isn't said. */
  readonly points?: number | undefined
  readonly absent?: Absent | undefined
}

/** The columns that are filled in, as Moodle calls them in English and in Russian. */
const headings = {
  grade: ['Grade', 'Оценка'],
  maximum: ['Maximum Grade', 'Maximum grade', 'Максимальная оценка'],
  comment: ['Feedback comments', 'Отзыв в виде комментария'],
}

/**
 * The grades for Moodle to import. The assignment's grading worksheet as the roster comes back with
 * its grades and comments filled in; without one there is a table with each kind of identity, for
 * the worksheet of an English Moodle, or for the gradebook's import of CSV. One unknown user or one
 * grade above the maximum makes Moodle refuse the whole file: neither gets in.
 */
export function moodleGradebook(
  report: ClassReport,
  joined: Joined,
  options: MoodleOptions,
): Gradebook {
  const students = studentsOf(report, joined)
  const sheet = worksheetOf(joined.roster)
  const known = students.filter((student) => (sheet ? student.row : isKnown(student, joined)))
  const unknown = students.filter((student) => !known.includes(student))
  const say = messagesIn(options.language)
  const grades = known.map((student) => graded(student, report, say, options))
  return {
    csv: sheetOf(sheet ? filledIn(sheet, grades) : table(grades)),
    leftOut: [
      ...withoutGrade(known, options.absent ?? 'empty'),
      ...unknown.map((student) => ({ name: nameOf(student), why: 'unknown' as const })),
    ],
  }
}

/** A student with what is to stand in the file. */
interface Graded {
  readonly student: Student
  /** The grade of so many points; nothing where there is none. */
  readonly grade: (points?: number) => number | undefined
  readonly comment: string
}

function graded(
  student: Student,
  report: ClassReport,
  say: Messages,
  { points, absent = 'empty' }: MoodleOptions,
): Graded {
  const zero = outcomeOf(student) === 'absent' && absent === 'zero' ? 0 : undefined
  return {
    student,
    grade: (maximum) => gradeOf(student, points ?? maximum ?? pointsOf(report)) ?? zero,
    comment: student.entry ? commentOn(student.entry, say) : say.gradebook.outcomes.absent,
  }
}

/** A worksheet, and which of its columns are which; nothing where the roster is none. */
function worksheetOf(roster: Roster | undefined) {
  if (roster?.kind !== 'moodle') return undefined
  const at = (names: readonly string[]) =>
    roster.columns.findIndex((column) => names.includes(column))
  const places = {
    grade: at(headings.grade),
    maximum: at(headings.maximum),
    comment: at(headings.comment),
  }
  return places.grade < 0 ? undefined : { columns: roster.columns, ...places }
}

/** The worksheet's own rows; those that get no grade stay as they were. */
function filledIn(
  { columns, grade, maximum, comment }: NonNullable<ReturnType<typeof worksheetOf>>,
  grades: readonly Graded[],
): Cell[][] {
  const rows = grades.map((each) => {
    const cells = each.student.row?.cells ?? []
    const points = each.grade(Number(cells[maximum]) || undefined)
    if (points === undefined) return [...cells]
    return columns.map((_, index) => {
      if (index === grade) return points
      return index === comment ? each.comment : cells[index]
    })
  })
  return [[...columns], ...rows]
}

/** A table with as many kinds of identity as are known of anybody. */
function table(grades: readonly Graded[]): Cell[][] {
  const identities: readonly (readonly [string, (student: Student) => Cell])[] = [
    ['Identifier', (student) => participant(student)],
    ['Full name', ({ person }) => person.name],
    ['ID number', ({ row }) => row?.schoolId],
    ['Username', ({ person }) => person.login],
    ['Email address', ({ person }) => person.email],
  ]
  const rows = grades.filter(({ grade }) => grade() !== undefined)
  const used = identities.filter(([, cell]) => rows.some(({ student }) => cell(student)))
  return [
    [...used.map(([name]) => name), 'Grade', 'Last modified (grade)', 'Feedback comments'],
    ...rows.map(({ student, grade, comment }) => [
      ...used.map(([, cell]) => cell(student)),
      grade(),
      '-',
      comment,
    ]),
  ]
}

/** Whether Moodle will know who it is. */
function isKnown(student: Student, { roster }: Joined): boolean {
  const { row, person } = student
  // What isn't in the roster may be a group's work: its number would be somebody else's.
  if (roster && !row) return false
  const identities = [participant(student), row?.schoolId, person.login, person.email]
  return identities.some((identity) => identity !== undefined)
}

/** What Moodle calls a participant of the assignment, whose number stands in the names of downloads. */
function participant({ submission }: Student): string | undefined {
  const id = submission?.system === 'Moodle' ? submission.person?.id : undefined
  return id === undefined ? undefined : `Participant ${id}`
}

/** What the student reads beside the grade; of hidden checks no more than that there are some. */
function commentOn(entry: ClassEntry, say: Messages): string {
  const { comment } = say.gradebook
  if (entry.outcome === 'unusable') return comment.unusable
  const wrong = entry.checks.filter(
    ({ tier, verdict }) => tier === 'core' && (verdict === 'failed' || verdict === 'blocked'),
  )
  const shown = wrong.filter(({ hidden }) => !hidden).map(({ id }) => id)
  const hidden = wrong.length - shown.length
  return [
    comment.core(entry.score, entry.maxScore),
    ...(entry.beyond.maxScore > 0
      ? [comment.beyond(entry.beyond.score, entry.beyond.maxScore)]
      : []),
    ...(shown.length > 0 ? [comment.failed(shown)] : []),
    ...(hidden > 0 ? [comment.hidden(hidden)] : []),
  ].join(' ')
}
