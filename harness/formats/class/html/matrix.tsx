import type { ClassCheck, ClassEntry } from '../../../report/class-schema.ts'
import { signs } from '../../page/verdict.tsx'
import { safe } from '../../safe.ts'
import { type CellKind, cellClass } from './cells.ts'
import { type ClassContext, idOf, linkTo } from './context.ts'
import { checksIn, type Group } from './statistics.ts'
import { Name, problemIn } from './ungraded.tsx'

interface Props {
  readonly group: Group
  readonly named: boolean
  readonly context: ClassContext
}

/** With more cells than these a table is laid out only where it is seen, and told only there by screen readers. */
const vast = 12_000

/** Submissions × checks. */
export function Matrix({ group, named, context }: Props) {
  const { say, book, language } = context
  const checks = checksIn(group)
  const title = book.title(group.spec ?? '')?.[language] ?? group.spec
  const columns = {
    id: group.entries.some((entry) => idOf(entry) !== ''),
    section: group.entries.some(({ person }) => person?.section !== undefined),
  }
  return (
    <div class="sheet">
      {named && <h3>{title}</h3>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={title ?? say.classPage.matrix}>
        <table class={`matrix ${group.entries.length * checks.length > vast ? 'vast' : ''}`}>
          <thead>
            <tr>
              <Column kind="name" title={say.classPage.student} />
              {columns.id && <Column kind="id" title={say.classPage.id} />}
              {columns.section && <Column kind="section" title={say.classPage.section} />}
              <Column kind="number" title={say.classPage.score} />
              <Column kind="number" title={say.classPage.beyond} />
              {checks.map((check) => (
                <CheckColumn check={check} context={context} key={check.id} />
              ))}
            </tr>
          </thead>
          <tbody>
            {group.entries.map((entry) => (
              <Row
                entry={entry}
                checks={checks}
                columns={columns}
                context={context}
                key={entry.id}
              />
            ))}
          </tbody>
        </table>
      </section>
      <p class="nobody" hidden>
        {say.classPage.nobody}
      </p>
    </div>
  )
}

function Column({ kind, title }: { kind: string; title: string }) {
  return (
    <th scope="col" class={kind}>
      {title}
    </th>
  )
}

function CheckColumn({ check, context }: { check: ClassCheck; context: ClassContext }) {
  const { say, book, language } = context
  const rule = book.rule(check.id)[language] || check.id
  const title = check.hidden ? `${rule} (${say.classPage.hidden})` : rule
  return (
    <th
      scope="col"
      class={`check ${check.tier} ${check.hidden ? 'hidden' : ''}`}
      data-check={check.id}
      title={title}
    >
      {check.id.split('/').at(-1)}
    </th>
  )
}

interface RowProps {
  readonly entry: ClassEntry
  readonly checks: readonly ClassCheck[]
  readonly columns: { readonly id: boolean; readonly section: boolean }
  readonly context: ClassContext
}

function Row({ entry, checks, columns, context }: RowProps) {
  const { person, title, outcome, score, beyond } = entry
  const own = new Map(entry.checks.map((check) => [check.id, check]))
  const section = safe(person?.section ?? '')
  // The words by which somebody may be looked for that don't stand in the row.
  const also = [title, person?.id, person?.login, person?.email].filter(Boolean).join(' ')
  return (
    <tr data-outcome={outcome} data-section={section} data-also={safe(also)}>
      <th scope="row" class="name">
        <Name entry={entry} />
      </th>
      {columns.id && <td class="id">{safe(idOf(entry))}</td>}
      {columns.section && <td class="section">{section}</td>}
      <td class="number">{score}</td>
      <td class="number">{beyond.score}</td>
      {outcome === 'unusable' || entry.checks.length === 0 ? (
        <td class="why" colSpan={checks.length} aria-colspan={checks.length}>
          {entry.problem ? problemIn(entry.problem, context) : context.say.classPage.notGraded}
        </td>
      ) : (
        checks.map(({ id }) => (
          <Cell check={own.get(id)} entry={entry} context={context} key={id} />
        ))
      )}
    </tr>
  )
}

interface CellProps {
  readonly check: ClassCheck | undefined
  readonly entry: ClassEntry
  readonly context: ClassContext
}

/** One verdict; what isn't right leads to where it is told. */
function Cell({ check, entry, context: { say } }: CellProps) {
  if (!check) return <td />
  const kind: CellKind = check.verdict === 'passed' && !check.strict ? 'lenient' : check.verdict
  const sign = kind === 'lenient' ? '≈' : signs[kind]
  const name = kind === 'lenient' ? say.classPage.notStrict : say.report.verdicts[kind]
  const link = check.verdict === 'failed' ? linkTo(entry, check) : undefined
  if (link === undefined) {
    return (
      <td class={cellClass[kind]} data-f={check.failure} aria-label={name}>
        {sign}
      </td>
    )
  }
  return (
    <td class={cellClass[kind]} data-f={check.failure}>
      {/* Beside the name's link these would be thousands of steps for the keyboard. */}
      <a href={link} tabIndex={-1} aria-label={name}>
        {sign}
      </a>
    </td>
  )
}
