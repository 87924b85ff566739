import type { ClassEntry } from '../../../report/class-schema.ts'
import { safe } from '../../safe.ts'
import { type ClassContext, linkTo, nameOf } from './context.ts'
import { grouped } from './statistics.ts'

/** Those who have no grade, and why: the program could not be run, or the grader failed. */
export function Ungraded({ context }: { context: ClassContext }) {
  const { report, say } = context
  const unusable = report.submissions.filter(({ outcome }) => outcome === 'unusable')
  const errored = report.submissions.filter(({ outcome }) => outcome === 'errored')
  const reasons = [...grouped(unusable, ({ problem }) => problem ?? '')].sort(
    ([, a], [, b]) => b.length - a.length,
  )
  return (
    <>
      {unusable.length > 0 && (
        <section class="ungraded" aria-labelledby="unusable">
          <h2 id="unusable">{say.classPage.cannotRun}</h2>
          {reasons.map(([problem, entries]) => (
            <div key={problem}>
              <h3 class="reason">
                {problemIn(problem, context)} <small>{entries.length}</small>
              </h3>
              <Names entries={entries} />
            </div>
          ))}
        </section>
      )}
      {errored.length > 0 && (
        <section class="ungraded" aria-labelledby="errored">
          <h2 id="errored">{say.classPage.notGraded}</h2>
          <p>{say.classPage.notGradedWhy}</p>
          <Names entries={errored} />
        </section>
      )}
    </>
  )
}

function Names({ entries }: { entries: readonly ClassEntry[] }) {
  return (
    <ul class="names">
      {entries.map((entry) => (
        <li key={entry.id}>
          <Name entry={entry} />
        </li>
      ))}
    </ul>
  )
}

/** Who handed it in, with the way to the submission's own page. */
export function Name({ entry }: { entry: ClassEntry }) {
  const name = safe(nameOf(entry))
  const link = linkTo(entry)
  return link === undefined ? <span>{name}</span> : <a href={link}>{name}</a>
}

/** Why a program could not be run, in a sentence; the code where it is of a later grader. */
export function problemIn(code: string, { say }: ClassContext): string {
  const sentences: Readonly<Record<string, string>> = say.classPage.problems
  return sentences[code] ?? code
}
