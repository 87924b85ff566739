import { namesInNotes } from './blackboard.ts'
import type { FoundSubmission } from './found.ts'
import { loginsIn } from './github.ts'
import { type GradescopeEntry, readGradescope } from './gradescope.ts'
import type { Told } from './lms.ts'
import type { Person } from './person.ts'

/** A file or folder that lies in the class's folder. */
export interface Item {
  readonly name: string
  readonly path: string
  readonly isFolder: boolean
  /** What its name tells. */
  readonly told: Told | undefined
}

type Owned = Pick<FoundSubmission, 'system' | 'person' | 'team' | 'attempt'>

/**
 * Tells whose an item is, by its name and by what the systems put beside it.
 * @throws Unusable when a Gradescope export has metadata that can't be read
 */
export function ownersOf(folder: string, items: readonly Item[]): (item: Item) => Owned {
  const gradescope = readGradescope(folder)
  const logins = loginsIn(folder, items)
  const names = namesInNotes(items)
  return ({ name, told }) => {
    const exported = gradescope.get(name)
    if (exported) return { system: 'Gradescope', ...submittedBy(exported) }
    const login = logins.get(name)
    if (!told) return login === undefined ? {} : { system: 'GitHub Classroom', person: { login } }
    const fullName = names.get(told.person.login ?? '')
    const person = { ...told.person, ...(fullName !== undefined && { name: fullName }) }
    return { system: told.system, ...ownedBy(person) }
  }
}

function ownedBy(person: Person): Owned {
  return Object.keys(person).length > 0 ? { person } : {}
}

/** Several who hand in together go by all their names. */
function submittedBy({ submitters, attempt }: GradescopeEntry): Owned {
  const [one, ...others] = submitters
  if (others.length === 0) return { ...ownedBy(one ?? {}), attempt }
  const name = submitters.flatMap((person) => person.name ?? []).join(', ')
  return { ...ownedBy(name === '' ? {} : { name }), team: submitters, attempt }
}
