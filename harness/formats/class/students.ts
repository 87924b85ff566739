import type { FoundSubmission } from '../../intake/found.ts'
import type { Person } from '../../intake/person.ts'
import type { Joined } from '../../intake/roster/join.ts'
import type { RosterRow } from '../../intake/roster/read.ts'
import type { ClassEntry, ClassReport } from '../../report/class-schema.ts'

/** One student of a class, with the work that counts. */
export interface Student {
  readonly person: Person
  /** Nothing where the roster doesn't have the student, or where there is none. */
  readonly row: RosterRow | undefined
  readonly submission: FoundSubmission | undefined
  /** How that came out. */
  readonly entry: ClassEntry | undefined
  /** How many submissions there are, of which one counts. */
  readonly count: number
}

/** What became of a student's work; absent: there is none. */
export type Outcome = ClassEntry['outcome'] | 'absent'

/** The students in the order of the roster, and after them whoever isn't in it. */
export function studentsOf(report: ClassReport, joined: Joined): Student[] {
  const submissions = new Map(joined.submissions.map((each) => [each.id, each]))
  const entries = new Map(report.submissions.map((each) => [each.id, each]))
  const student = (person: Person, row: RosterRow | undefined, ids: readonly string[]): Student => {
    const [first] = ids
      .map((id) => ({ submission: submissions.get(id), entry: entries.get(id) }))
      .sort((one, other) => rank(other.entry) - rank(one.entry))
    return { person, row, submission: first?.submission, entry: first?.entry, count: ids.length }
  }
  const rows = joined.roster?.rows ?? []
  const listed = rows.map((row, index) => {
    const own = joined.matches.filter((match) => match.row === index)
    return student(row.person, row, [...new Set(own.map(({ submission }) => submission))])
  })
  const strangers = joined.strangers.map(({ person, submission }) =>
    student(person, undefined, [submission]),
  )
  return [...listed, ...strangers]
}

/** What became of the work that counts; what was not graded at all is not the student's fault either. */
export function outcomeOf({ entry, count }: Student): Outcome {
  return count === 0 ? 'absent' : (entry?.outcome ?? 'errored')
}

/**
 * The grade in points of `points`, never more, rounded to hundredths. None where nothing was handed in,
 * and none where the grader failed: its own trouble costs nobody a point. What it couldn't judge of a
 * graded work is not among the points that there were to get.
 */
export function gradeOf(student: Student, points: number): number | undefined {
  const { entry } = student
  if (!entry || entry.outcome === 'errored') return undefined
  if (entry.outcome === 'unusable') return 0
  if (entry.maxScore === 0) return undefined
  return Math.min(points, Math.round((100 * points * entry.score) / entry.maxScore) / 100)
}

/** The points that there are for the whole assignment. */
export function pointsOf({ submissions }: ClassReport): number {
  return Math.max(0, ...submissions.map(({ maxScore }) => maxScore))
}

/** What a student is called where somebody has to be named. */
export function nameOf({ person, submission }: Student): string {
  return person.name ?? submission?.title ?? person.login ?? person.email ?? person.id ?? '?'
}

/** The best counts, unless the grader failed at one of them: that one might have been better. */
function rank(entry: ClassEntry | undefined): number {
  if (!entry || entry.outcome === 'errored') return 2
  return entry.maxScore > 0 ? entry.score / entry.maxScore : -1
}
