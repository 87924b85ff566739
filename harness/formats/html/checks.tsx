import type { ReportedCheck } from '../../report/schema.ts'
import type { Tier } from '../../spec/spec.ts'
import { anchorOf } from '../page/anchor.ts'
import { VerdictSign } from '../page/verdict.tsx'
import { safe } from '../safe.ts'
import { type Context, shownChecks } from './context.ts'
import { Conversation } from './diagram/diagram.tsx'
import { Failure } from './failure.tsx'

/** The checks of a tier in order: what is right folded, what is wrong with all that is known of it. */
export function CheckList({ tier, context }: { tier: Tier; context: Context }) {
  const { report, say } = context
  const all = report.checks.filter((check) => check.tier === tier)
  if (all.length === 0) return null
  const shown = shownChecks(report).filter((check) => check.tier === tier)
  const hidden = all.length - shown.length
  return (
    <section class="checks" aria-labelledby={tier}>
      <h2 id={tier}>{tier === 'core' ? say.page.coreChecks : say.page.beyondChecks}</h2>
      {shown.map((check) =>
        check.verdict === 'passed' ? (
          <Passed check={check} context={context} key={check.id} />
        ) : (
          <article class={`check ${check.verdict}`} id={anchorOf(check.id)} key={check.id}>
            <CheckHeading check={check} context={context} />
            <Body check={check} context={context} />
          </article>
        ),
      )}
      {hidden > 0 && <p class="hidden-checks">{say.page.hiddenChecks(hidden)}</p>}
    </section>
  )
}

interface Props {
  readonly check: ReportedCheck
  readonly context: Context
}

function CheckHeading({ check, context: { book, say, language } }: Props) {
  return (
    <div class="head">
      <VerdictSign verdict={check.verdict} say={say} />
      <h3>
        {book.rule(check.id)[language] || check.id}
        <code translate={false}>{check.id}</code>
      </h3>
      <span class="points">
        {check.points}/{check.maxPoints}
      </span>
    </div>
  )
}

function Passed({ check, context }: Props) {
  const { say } = context
  return (
    <details class="check passed" id={anchorOf(check.id)}>
      <summary>
        <CheckHeading check={check} context={context} />
        {!check.strict && <p class="forgiven">{say.report.forgiven}</p>}
      </summary>
      <Conversation check={check} context={context} />
      {check.silence && <p class="silence">{say.report[check.silence]}</p>}
    </details>
  )
}

function Body({ check, context }: Props) {
  const { report, say } = context
  if (check.failure) return <Failure check={check} failure={check.failure} context={context} />
  if (check.reason) {
    return (
      <>
        <p>{say.report.errored(safe(check.reason))}</p>
        <Conversation check={check} context={context} />
      </>
    )
  }
  if (check.blockedBy === undefined) return null
  const needed = shownChecks(report).find(({ id }) => id === check.blockedBy)
  if (!needed) return <p>{say.page.needsHidden}</p>
  return (
    <p>
      <a href={`#${anchorOf(needed.id)}`}>{say.report.blocked(needed.id)}</a>
    </p>
  )
}
