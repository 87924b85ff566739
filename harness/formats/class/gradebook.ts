import { nameOf, outcomeOf, type Student } from './students.ts'

/** A file for a learning management system to import, and who gets no grade by it. */
export interface Gradebook {
  readonly csv: string
  readonly leftOut: readonly LeftOut[]
}

/** Somebody who gets no grade, and why; the sentences are in feedback/messages.ts. */
export interface LeftOut {
  readonly name: string
  readonly why: 'errored' | 'unknown' | 'absent'
}

/** What those get who have handed in nothing: 0, or no grade. */
export type Absent = 'zero' | 'empty'

/** Who gets no grade although the system knows them. */
export function withoutGrade(students: readonly Student[], absent: Absent): LeftOut[] {
  return students.flatMap((student) => {
    const why = outcomeOf(student)
    if (why !== 'errored' && (why !== 'absent' || absent === 'zero')) return []
    return [{ name: nameOf(student), why }]
  })
}
