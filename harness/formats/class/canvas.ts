import type { Joined } from '../../intake/roster/join.ts'
import type { Roster } from '../../intake/roster/read.ts'
import type { ClassReport } from '../../report/class-schema.ts'
import { type Absent, type Gradebook, withoutGrade } from './gradebook.ts'
import { type Cell, sheetOf } from './sheet.ts'
import { gradeOf, nameOf, outcomeOf, pointsOf, type Student, studentsOf } from './students.ts'

/** How the assignment stands in Canvas. */
export interface CanvasOptions {
  /** An unknown title makes a new assignment. */
  readonly assignment: { readonly title: string; readonly id?: string | undefined }
  /** What it is worth there; the points of the checks where it isn't said. */
  readonly points?: number | undefined
  readonly absent?: Absent | undefined
}

/** The columns that say who a row is about (gradebook_importer.rb, GRADEBOOK_IMPORTER_RESERVED_NAMES). */
const personal = [
  'Student',
  'LastName',
  'FirstName',
  'ID',
  'SIS User ID',
  'SIS Login ID',
  'Integration ID',
  'Root Account',
  'Section',
]

/** The same, where the roster is none of Canvas's. */
const usual = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section']

/**
 * The grades for Canvas to import (Grades → Import). An exported gradebook as the roster gives its rows
 * and ids, and its column where it has the assignment. Canvas takes an empty cell for the wish to have
 * no grade: where there is none here, the cell stays as it was in the export.
 */
export function canvasGradebook(
  report: ClassReport,
  joined: Joined,
  { assignment, points: asked, absent = 'empty' }: CanvasOptions,
): Gradebook {
  const roster = joined.roster?.kind === 'canvas' ? joined.roster : undefined
  const column = roster ? assignmentIn(roster, assignment) : -1
  const possible = roster?.notes.find(([first]) => first?.includes('Points Possible'))?.[column]
  const points = asked ?? (Number(possible) || pointsOf(report))
  const columns = roster?.columns.filter((name) => personal.includes(name)) ?? usual
  const { title, id } = assignment
  const heading = roster?.columns[column] ?? (id === undefined ? title : `${title} (${id})`)
  const students = studentsOf(report, joined)
  const known = students.filter((student) => isKnown(student, joined))
  const unknown = students.filter((student) => !known.includes(student))
  const row = (student: Student): Cell[] => {
    const zero = outcomeOf(student) === 'absent' && absent === 'zero' ? 0 : undefined
    const cells = columns.map((name) => cellOf(student, name, roster))
    return [...cells, gradeOf(student, points) ?? zero ?? student.row?.cells[column]]
  }
  const possibleRow = ['    Points Possible', ...columns.slice(1).map(() => undefined), points]
  return {
    csv: sheetOf([[...columns, heading], possibleRow, ...known.map(row)]),
    leftOut: [
      ...withoutGrade(known, absent),
      ...unknown.map((student) => ({ name: nameOf(student), why: 'unknown' as const })),
    ],
  }
}

/** The column of the assignment, whose heading is its title and its id; -1 where there is none. */
function assignmentIn({ columns }: Roster, { title, id }: CanvasOptions['assignment']): number {
  return columns.findIndex((heading) => {
    const [, itsTitle, itsId] = /^(.*) \((\d+)\)$/s.exec(heading) ?? []
    return id === undefined ? itsTitle === title : itsId === id
  })
}

/** Whether Canvas will know who it is. */
function isKnown({ row, submission }: Student, { roster }: Joined): boolean {
  if (row) return true
  return roster?.kind !== 'canvas' && submission?.system === 'Canvas'
}

function cellOf({ row, person, submission }: Student, name: string, roster?: Roster): Cell {
  if (roster) return row?.cells[roster.columns.indexOf(name)]
  // A number of another origin could be somebody else's in Canvas.
  const id = submission?.system === 'Canvas' ? submission.person?.id : undefined
  const cells: Readonly<Record<string, Cell>> = {
    Student: person.name,
    ID: id,
    'SIS User ID': row?.schoolId,
    'SIS Login ID': person.login,
    Section: person.section,
  }
  return cells[name]
}
