import { readFileSync } from 'node:fs'
import type { Person } from '../person.ts'
import { type Field, fieldOf } from './columns.ts'
import { rowsOf } from './table.ts'

/** A person of the class, as a roster tells it. */
export interface RosterRow {
  readonly person: Person
  /** The school's own number, where the system has another. */
  readonly schoolId?: string
  /** The row as it was, for the system that wrote it to get it back. */
  readonly cells: readonly string[]
}

/** The people of a class. */
export interface Roster {
  /** Whose export it is, so that its numbers are those in the names of its downloads. */
  readonly kind: 'canvas' | 'moodle' | 'other'
  readonly columns: readonly string[]
  /** Rows above the people's, which tell something of the columns: Canvas has one of points possible. */
  readonly notes: readonly (readonly string[])[]
  readonly rows: readonly RosterRow[]
}

/** Thrown when nothing can be made of a roster. */
export class BadRoster extends Error {
  readonly path: string
  /** The headings that it has; none where it is no table. */
  readonly columns: readonly string[]

  constructor(path: string, columns: readonly string[]) {
    super(`${path} is no roster: ${columns.join(', ')}`)
    this.path = path
    this.columns = columns
  }
}

/**
 * Reads a roster: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1251, whose first row
 * has headings that are known.
 * @throws BadRoster when there is none, or no column tells who is who
 */
export function readRoster(path: string): Roster {
  const [columns = [], ...rows] = tableIn(path)
  const fields = columns.map(fieldOf)
  const tells: readonly Field[] = ['name', 'last', 'id', 'schoolId', 'login', 'email']
  if (!fields.some((field) => field && tells.includes(field))) throw new BadRoster(path, columns)
  const kind = kindOf(columns)
  const isNote = (cells: readonly string[]) => kind === 'canvas' && isCanvasNote(cells, fields)
  return {
    kind,
    columns,
    notes: rows.filter(isNote),
    rows: rows.filter((cells) => !isNote(cells)).map((cells) => personIn(cells, fields, columns)),
  }
}

function tableIn(path: string): string[][] {
  try {
    return rowsOf(readFileSync(path))
  } catch (error) {
    // The file can't be read; or it is no table: a quote in it is never closed, say.
    throw (error as NodeJS.ErrnoException).syscall ? error : new BadRoster(path, [])
  }
}

function kindOf(columns: readonly string[]): Roster['kind'] {
  const has = (...names: readonly string[]) => names.every((name) => columns.includes(name))
  if (has('ID', 'Section') && (has('Student') || has('LastName', 'FirstName'))) return 'canvas'
  return has('Identifier') || has('Идентификатор') ? 'moodle' : 'other'
}

/** Points possible, manual posting, and the student that Canvas makes up for trying things out. */
function isCanvasNote(cells: readonly string[], fields: readonly (Field | undefined)[]): boolean {
  const name = cells[fields.indexOf('name')] ?? cells[fields.indexOf('last')] ?? ''
  return name === '' || name.includes('Points Possible') || name === 'Student, Test'
}

function personIn(
  cells: readonly string[],
  fields: readonly (Field | undefined)[],
  columns: readonly string[],
): RosterRow {
  const cell = (field: Field) => cells[fields.indexOf(field)] || undefined
  const names = [cell('first'), cell('middle'), cell('last')]
  // In Russian lists the family name stands first.
  const isRussian = /\p{Script=Cyrillic}/u.test(columns[fields.indexOf('last')] ?? '')
  const parts = isRussian ? [cell('last'), cell('first'), cell('middle')] : names
  const name = cell('name') ?? (parts.filter((part) => part !== undefined).join(' ') || undefined)
  // Moodle calls the identifiers Participant 12345.
  const id = /^\p{L}+\s*(\d+)$/u.exec(cell('id') ?? '')?.[1] ?? cell('id')
  const known = { name, id, login: cell('login'), email: cell('email'), section: cell('section') }
  const schoolId = cell('schoolId')
  return {
    person: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ...(schoolId !== undefined && { schoolId }),
    cells,
  }
}
