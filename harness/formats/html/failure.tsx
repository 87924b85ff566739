import type { ReportedCheck, ReportedFailure } from '../../report/schema.ts'
import { commandAgain, commandByHand } from '../by-hand.ts'
import { outputIn } from '../conversation.ts'
import { differenceIn, expectedIn, failureSentence, receivedIn } from '../failure.ts'
import { Bytes } from './bytes.tsx'
import { Command } from './command.tsx'
import type { Context } from './context.ts'
import { Conversation } from './diagram/diagram.tsx'
import { Printed } from './printed.tsx'

interface Props {
  readonly check: ReportedCheck
  readonly failure: ReportedFailure
  readonly context: Context
}

/** What happened, what it means, what to do, and how to see it by hand. */
export function Failure({ check, failure, context }: Props) {
  const { say, book, language, report } = context
  const byHand = commandByHand(check.transcript, report, book.typing)
  return (
    <>
      <p class="what">{failureSentence(failure, say, report.role)}</p>
      <Difference failure={failure} context={context} />
      <p class="hint">{book.hint(check.id)[language]}</p>
      <h4>{say.page.conversation}</h4>
      <Conversation check={check} context={context} />
      {check.silence && <p class="silence">{say.report[check.silence]}</p>}
      <Printed bytes={outputIn(check.transcript)} context={context} />
      <dl class="commands">
        {byHand && <Command name={say.report.byHand} command={byHand} />}
        <Command name={say.report.again} command={commandAgain(report, check)} />
      </dl>
    </>
  )
}

/** Columns that are shown of what was expected and of what came. */
const compared = 240

/** Expected and received one under the other, the first byte that differs marked in both. */
function Difference({ failure, context: { say } }: Omit<Props, 'check'>) {
  const expected = expectedIn(failure)
  if (!expected) return null
  const received = receivedIn(failure)
  const focus = differenceIn(failure)
  return (
    <dl class="difference">
      <div class="expected">
        <dt>{say.report.expected}</dt>
        <dd>
          <Bytes bytes={expected} columns={compared} focus={focus} />
        </dd>
      </div>
      {received && (
        <div class="received">
          <dt>{say.report.received}</dt>
          <dd>
            <Bytes bytes={received} columns={compared} focus={focus} />
            {focus !== undefined && <small>{say.report.differsHere(focus + 1)}</small>}
          </dd>
        </div>
      )}
    </dl>
  )
}
