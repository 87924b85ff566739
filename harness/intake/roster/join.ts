import type { FoundSubmission } from '../found.ts'
import type { Person } from '../person.ts'
import { contradict, nameKey, runTogether } from './names.ts'
import type { Roster, RosterRow } from './read.ts'

/** What a submission and a row of the roster have in common. */
export type JoinedBy = 'id' | 'login' | 'email' | 'name'

/** A row of the roster, by its index, and a submission of that person. */
export interface Match {
  readonly row: number
  readonly submission: string
  readonly by: JoinedBy
}

/** A submission, by id, and one of those who have handed it in, whom the roster doesn't know. */
export interface Stranger {
  readonly submission: string
  readonly person: Person
}

/** Who of a class has handed in what. */
export interface Joined {
  readonly roster: Roster | undefined
  /** In the same order, with what the roster knows of the persons. */
  readonly submissions: readonly FoundSubmission[]
  readonly matches: readonly Match[]
  /** Rows of the roster, by index, of people who have handed in nothing. */
  readonly absent: readonly number[]
  /** Who can't be found in the roster; everybody where there is none. */
  readonly strangers: readonly Stranger[]
}

/**
 * Finds the row of each submission: by the number in its name, the login, the e-mail address, or the
 * name, each exactly but for case and the order of the words. Where several rows would do, none does.
 */
export function joinRoster(
  roster: Roster | undefined,
  submissions: readonly FoundSubmission[],
): Joined {
  const rows = roster?.rows ?? []
  const finder = roster && new Finder(roster)
  const looked = submissions.flatMap((submission) =>
    clues(submission).map((clue) => ({
      submission: submission.id,
      person: clue.person,
      found: finder?.find(clue),
    })),
  )
  const matches = looked.flatMap(({ submission, found }) =>
    found ? [{ submission, ...found }] : [],
  )
  const known = new Map(matches.map(({ submission, row }) => [submission, rows[row]]))
  const present = new Set(matches.map(({ row }) => row))
  return {
    roster,
    submissions: submissions.map((submission) => identified(submission, known.get(submission.id))),
    matches,
    absent: [...rows.keys()].filter((row) => !present.has(row)),
    strangers: looked
      .filter(({ found }) => !found)
      .map(({ submission, person }) => ({ submission, person })),
  }
}

/** What is known of one person before the roster is asked; `title` where it may be a name of any kind. */
interface Clue {
  readonly person: Person
  readonly title?: string
}

function clues({ person, team, title, kind }: FoundSubmission): Clue[] {
  if (team) return team.map((member) => ({ person: member }))
  const stem = kind === 'folder' ? title : title.replace(/\.(?:tar\.\w+|\w{1,4})$/, '')
  const nameless = person?.id === undefined && person?.name === undefined
  return [{ person: person ?? {}, ...(nameless && { title: stem }) }]
}

/** A team stays what it is: its members have rows of their own. */
function identified(submission: FoundSubmission, row: RosterRow | undefined): FoundSubmission {
  if (!row || submission.team) return submission
  const id = submission.person?.id ?? row.person.id ?? row.schoolId
  return {
    ...submission,
    person: { ...submission.person, ...row.person, ...(id !== undefined && { id }) },
  }
}

class Finder {
  readonly #roster: Roster
  readonly #keys = new Map<string, Set<number>>()

  constructor(roster: Roster) {
    this.#roster = roster
    for (const [index, { person, schoolId }] of roster.rows.entries()) {
      this.#add('id', person.id, index)
      this.#add('school', schoolId, index)
      this.#add('login', person.login, index)
      this.#add('email', person.email, index)
      if (!person.name) continue
      this.#add('name', nameKey(person.name), index)
      for (const name of runTogether(person.name)) this.#add('together', name, index)
    }
  }

  /** The one row for it. */
  find({ person, title }: Clue): { readonly row: number; readonly by: JoinedBy } | undefined {
    const { id, login, email, name } = person
    const ways: readonly (readonly [JoinedBy, string, string | undefined])[] = [
      ['id', 'id', id],
      ['id', 'school', id],
      ['login', 'login', login],
      ['email', 'email', email],
      ['login', 'login', email],
      ['name', 'name', name && nameKey(name)],
      ['name', 'together', name],
      ['id', 'id', title],
      ['id', 'school', title],
      ['login', 'login', title],
      ['email', 'email', title],
      ['name', 'name', title && nameKey(title)],
    ]
    for (const [by, kind, value] of ways) {
      const row = this.#one(kind, value)
      const sure = by !== 'id' || (kind === 'id' && this.#roster.kind === 'canvas')
      if (row !== undefined && (sure || this.#isPlausible(row, person))) return { row, by }
    }
    return title === undefined ? undefined : this.#byEnding(title)
  }

  #add(kind: string, value: string | undefined, row: number): void {
    if (!value) return
    const key = keyOf(kind, value)
    this.#keys.set(key, (this.#keys.get(key) ?? new Set()).add(row))
  }

  #one(kind: string, value: string | undefined): number | undefined {
    const rows = value ? [...(this.#keys.get(keyOf(kind, value)) ?? [])] : []
    return rows.length === 1 ? rows[0] : undefined
  }

  /**
   * Numbers of different origin can be equal by chance: then the names differ. In Moodle's own lists, too:
   * where groups hand in, the number is the group's.
   */
  #isPlausible(row: number, { name }: Person): boolean {
    const listed = this.#roster.rows[row]?.person.name
    if (!name || !listed) return true
    return !contradict(name, listed, this.#roster.kind === 'moodle')
  }

  /** GitHub Classroom's names end in the login. */
  #byEnding(title: string): { readonly row: number; readonly by: JoinedBy } | undefined {
    const endings = [...title.matchAll(/-/g)].map(({ index }) => title.slice(index + 1))
    const rows = endings.flatMap((login) => this.#one('login', login) ?? [])
    return rows.length === 1 ? { row: rows[0] as number, by: 'login' } : undefined
  }
}

function keyOf(kind: string, value: string): string {
  return `${kind} ${value.normalize('NFKC').toLowerCase().trim()}`
}
