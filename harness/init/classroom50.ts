import { dirname } from 'node:path'
import * as v from 'valibot'
import type { Repository } from './repository.ts'

/** What is read of an `assignments.json` of Classroom 50. */
const manifest = v.object({
  assignments: v.array(
    v.object({
      // As Classroom 50 allows it; it becomes a folder's name.
      slug: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/)),
      name: v.optional(v.string(), ''),
    }),
  ),
})

/** The assignments of all classrooms in Classroom 50's repository, as `classroom/assignment`. */
export function assignmentsIn({ configuration }: Repository): { name: string; title: string }[] {
  return [...configuration].flatMap(([path, text]) => {
    if (!path.endsWith('/assignments.json')) return []
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text)
    return (read.success ? read.output.assignments : []).map(({ slug, name }) => ({
      name: `${dirname(path)}/${slug}`,
      title: name,
    }))
  })
}
