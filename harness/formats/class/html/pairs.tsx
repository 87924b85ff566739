import type { PairOutcome } from '../../../feedback/pages.ts'
import type { ClassPair, ClassPairs } from '../../../report/class-schema.ts'
import { safe } from '../../safe.ts'
import { type ClassContext, nameOf } from './context.ts'

/** Who got on with whom: servers × clients, a table for each protocol. */
export function Pairs({ context }: { context: ClassContext }) {
  const { report, say } = context
  const { pairs = [] } = report
  if (pairs.length === 0) return null
  const words = say.classPage.pairs
  return (
    <section class="pairs" aria-labelledby="pairs">
      <h2 id="pairs">{words.title}</h2>
      <p class="about">{words.about}</p>
      <ul class="key">
        {(['kept', 'server', 'client', 'unusable', 'errored'] as const).map((outcome) => (
          <li key={outcome}>
            <b>{words.signs[outcome]}</b> {words.outcomes[outcome]}
          </li>
        ))}
      </ul>
      {pairs.map((group) => (
        <Encounters group={group} context={context} key={group.spec} />
      ))}
    </section>
  )
}

function Encounters({ group, context }: { group: ClassPairs; context: ClassContext }) {
  const { say, book, language, report } = context
  const title = book.title(group.spec)?.[language] ?? group.spec
  const entries = new Map(report.submissions.map((entry) => [entry.id, entry]))
  const name = ({ id, title }: ClassPairs['servers'][number]) => {
    const entry = entries.get(id)
    return safe(entry ? nameOf(entry) : title)
  }
  const own = new Map(group.pairs.map((pair) => [`${pair.server}--${pair.client}`, pair]))
  return (
    <div class="sheet">
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={title}>
        <table class="encounters">
          <thead>
            <tr>
              <td>{say.classPage.pairs.corner}</td>
              {group.clients.map((client) => (
                <th scope="col" key={client.id}>
                  {name(client)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.servers.map((server) => (
              <tr key={server.id}>
                <th scope="row">{name(server)}</th>
                {group.clients.map((client) => (
                  <Cell
                    pair={own.get(`${server.id}--${client.id}`)}
                    context={context}
                    key={client.id}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Cell({ pair, context }: { pair: ClassPair | undefined; context: ClassContext }) {
  if (!pair) return <td />
  const { signs, outcomes } = context.say.classPage.pairs
  const outcome = outcomeOf(pair)
  const words = [outcomes[outcome], reasonOf(pair, context)].filter(Boolean).join(': ')
  const sign = signs[outcome]
  if (pair.page === undefined) {
    return (
      <td class={outcome} aria-label={words} title={words}>
        {sign}
      </td>
    )
  }
  const path = ['.', ...pair.page.split('/').map(encodeURIComponent)].join('/')
  return (
    <td class={outcome}>
      <a href={path} aria-label={words} title={words}>
        {sign}
      </a>
    </td>
  )
}

function outcomeOf({ verdict, brokenBy }: ClassPair): PairOutcome {
  return verdict === 'broken' ? (brokenBy ?? 'errored') : verdict
}

/** What was done wrong, in a sentence; nothing where the code is of a later grader. */
function reasonOf({ failure }: ClassPair, { say }: ClassContext): string | undefined {
  const sentences: Readonly<Record<string, string>> = say.classPage.failures
  return failure === undefined ? undefined : sentences[failure]
}
