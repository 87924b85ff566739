import type { Messages } from '../feedback/messages.ts'
import type { Talk } from '../spec/talk.ts'

/** A conversation as lines for people, its holes filled with their samples. */
export function illustrate(talk: Talk<object>, say: Messages): string[] {
  const bound: object = {}
  const lines: string[] = []
  for (const step of talk.steps) {
    if (step.does === 'says' || step.does === 'may-say') {
      const { text, found } = step.what(bound).sample
      Object.assign(bound, found)
      const arrow = step.by === 'client' ? say.report.clientSays : say.report.serverSays
      lines.push(
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => `${arrow}   ${line}`),
      )
    } else if (step.does === 'prints') {
      lines.push(`${say.report.server} ${say.handout.prints}   ${step.what(bound).sample.text}`)
    } else if (step.does === 'finishes' || step.does === 'leaves' || step.does === 'closes') {
      lines.push(say.handout.closes(step.by))
    }
  }
  return lines
}
