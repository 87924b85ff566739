import { messagesIn } from '../../../feedback/index.ts'
import type { ClassReport } from '../../../report/class-schema.ts'
import { asset } from '../../page/assets.ts'
import { documentOf } from '../../page/document.tsx'
import { safe } from '../../safe.ts'
import type { ClassAround, ClassContext } from './context.ts'
import { Filters } from './filters.tsx'
import { ClassHeading } from './heading.tsx'
import { Matrix } from './matrix.tsx'
import { Misunderstandings } from './misunderstandings.tsx'
import { Pairs } from './pairs.tsx'
import { Scores } from './scores.tsx'
import { type Group, groupsOf } from './statistics.ts'
import { Ungraded } from './ungraded.tsx'

/** A whole class as one page, for the instructor: one file that needs nothing else. */
export function classHtml(report: ClassReport, around: ClassAround): string {
  const context: ClassContext = { ...around, say: messagesIn(around.language), report }
  const { say } = context
  const groups = groupsOf(report).filter(({ spec }) => spec !== null)
  return documentOf({
    language: around.language,
    title: `${safe(report.title)} — ${say.classPage.title}`,
    style: asset('class.css'),
    script: asset('class-script.js'),
    body: (
      <>
        <ClassHeading context={context} />
        <Contents groups={groups} context={context} />
        <main>
          {groups.map((group) => (
            <Overview group={group} named={groups.length > 1} context={context} key={group.spec} />
          ))}
          <section class="everybody" aria-labelledby="everybody">
            <h2 id="everybody">{say.classPage.matrix}</h2>
            <Filters groups={groups} context={context} />
            {groups.map((group) => (
              <Matrix group={group} named={groups.length > 1} context={context} key={group.spec} />
            ))}
          </section>
          <Pairs context={context} />
          <Ungraded context={context} />
        </main>
        <footer>
          <p>
            {say.page.gradedBy(report.grader)} · {say.report.seed(report.seed)}
          </p>
        </footer>
      </>
    ),
  })
}

interface Props {
  readonly group: Group
  /** Whether there are several protocols, so that each has to be named. */
  readonly named: boolean
  readonly context: ClassContext
}

/** The scores of a protocol, and what goes wrong in it. */
function Overview({ group, named, context }: Props) {
  const { book, language } = context
  const spec = group.spec ?? ''
  return (
    <section class="overview">
      {named && (
        <h2 class="spec" id={`spec-${spec}`}>
          {book.title(spec)?.[language] ?? spec} <small>{group.entries.length}</small>
        </h2>
      )}
      <Scores group={group} level={named ? 3 : 2} context={context} />
      <Misunderstandings group={group} level={named ? 3 : 2} context={context} />
    </section>
  )
}

/** The way to the parts of a long page. */
function Contents({ groups, context }: { groups: readonly Group[]; context: ClassContext }) {
  const { say, book, language } = context
  const specs = groups.map(({ spec }) => spec ?? '')
  return (
    <nav class="contents" aria-label={say.classPage.contents}>
      {specs.length > 1 &&
        specs.map((spec) => (
          <a href={`#spec-${spec}`} key={spec}>
            ↓ {book.title(spec)?.[language] ?? spec}
          </a>
        ))}
      <a href="#everybody">↓ {say.classPage.matrix}</a>
      {context.report.pairs && <a href="#pairs">↓ {say.classPage.pairs.title}</a>}
    </nav>
  )
}
