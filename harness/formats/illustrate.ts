import type { Messages } from '../feedback/messages.ts'
import type { Step, Talk } from '../spec/talk.ts'

/** A conversation as lines for people, its holes filled with their samples. */
export function illustrate(talk: Talk<object>, say: Messages): string[] {
  const bound: object = {}
  return talk.steps.flatMap((step) => {
    if (step.does === 'says' || step.does === 'may-say') {
      const { text, found } = step.what(bound).sample
      Object.assign(bound, found)
      return spoken(arrowOf(step.by, say), text)
    }
    if (step.does === 'prints') {
      const { text } = step.what(bound).sample
      return step.by === 'client'
        ? spoken(say.client.prints, text)
        : [`${say.report.server} ${say.handout.prints}   ${text}`]
    }
    const deed = deedOf(step, say)
    return deed === undefined ? [] : [deed]
  })
}

function arrowOf(by: 'user' | 'client' | 'server', say: Messages): string {
  if (by === 'user') return say.client.userTypes
  return by === 'client' ? say.report.clientSays : say.report.serverSays
}

function spoken(arrow: string, text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${arrow}   ${line}`)
}

/** What happens besides speaking, where it is worth a line. */
function deedOf(step: Step, say: Messages): string | undefined {
  switch (step.does) {
    case 'finishes':
    case 'closes':
      return say.handout.closes(step.by)
    case 'leaves':
      return step.by === 'user' ? `(${say.client.inputEnds})` : say.handout.closes(step.by)
    case 'ends':
      return step.by === 'client' ? say.client.endsWell : undefined
    case 'ends-somehow':
    case 'gives-up':
      return say.client.endsSomehow
    case 'finds-nobody':
      return say.client.nobodyListens
    case 'resets':
      return step.by === 'server' ? say.client.resets : undefined
    default:
      return undefined
  }
}
