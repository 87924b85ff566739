import { visibleLines } from '../../wire/visible.ts'
import { inLetters } from '../page/letters.ts'
import type { Context } from './context.ts'

/** Of a program's own output at most so many lines are shown, the last ones. */
const mostLines = 40

/** What a program printed, safe to show. */
export function Printed({ bytes, context }: { bytes: Uint8Array; context: Context }) {
  const { say } = context
  const lines = visibleLines(bytes)
  if (lines.length === 0) return null
  const shown = lines.slice(-mostLines)
  return (
    <>
      <h4>{say.report.printed}</h4>
      {shown.length < lines.length && (
        <p class="aside">{say.page.lastLines(shown.length, lines.length)}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre class="printed" translate={false} tabIndex={0}>
        {inLetters(shown.join('\n'))}
      </pre>
    </>
  )
}
