import { messagesIn } from '../feedback/index.ts'
import type { PairReport } from '../report/pair-schema.ts'
import type { Language } from '../spec/words.ts'
import { asset } from './page/assets.ts'
import { documentOf } from './page/document.tsx'
import { safe } from './safe.ts'
import { pairTerminal } from './terminal/pair.ts'

/** How a server and a client got on with each other, as a page: the same text as on a terminal. */
export function pairPage(report: PairReport, language: Language): string {
  const say = messagesIn(language)
  const { spec, server, client } = report
  const title = say.pair.title(spec ?? say.report.unknownProtocol, server.title, client.title)
  return documentOf({
    language,
    title: safe(title),
    style: asset('class.css'),
    body: (
      <main>
        <h1 class="unseen">{safe(title)}</h1>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre class="pair" tabIndex={0}>
          {pairTerminal(report, { language, width: 100, colours: false })}
        </pre>
      </main>
    ),
  })
}
