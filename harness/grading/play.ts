import type { Stage } from '../spec/stage.ts'
import type { Step, Talk } from '../spec/talk.ts'
import type { PlayedEnd } from './played-end.ts'

/** What a dialogue needs of the stage that it is played on. */
export interface DialogueStage extends Pick<Stage, 'random' | 'prints' | 'ends' | 'endsOrServes'> {
  /** A client connects, by the first address that takes it. */
  enters(over: 'any' | 'ipv6'): Promise<PlayedEnd>
}

/**
 * Plays a dialogue as the client, and returns what its holes were filled with. What its user types is
 * only made up, and what only a client does besides speaking is no concern of a server's.
 */
export async function playTalk(talk: Talk<object>, stage: DialogueStage): Promise<object> {
  const bound: object = {}
  let client: PlayedEnd | undefined
  for (const step of talk.steps) {
    if (step.does === 'connects') client = await stage.enters(step.over)
    else if (client && step.does !== 'finds-nobody')
      Object.assign(bound, await playStep(step, client, stage, bound))
  }
  return bound
}

async function playStep(
  step: Exclude<Step, { does: 'connects' | 'finds-nobody' }>,
  client: PlayedEnd,
  stage: DialogueStage,
  bound: object,
): Promise<object | void> {
  if (step.by === 'user') {
    return step.does === 'says' ? step.what(bound).speak(stage.random).found : undefined
  }
  if (step.by === 'client') {
    switch (step.does) {
      case 'says':
        return client.speaks(step.what(bound), step.delivery)
      case 'listens':
        return void (await client.hearsOut())
      case 'pauses':
        return client.staysConnected()
      case 'finishes':
        return client.finishes()
      case 'leaves':
        return client.leaves()
      case 'resets':
        return client.resets()
      default:
        return undefined
    }
  }
  switch (step.does) {
    case 'says':
      return client.hears(step.what(bound))
    case 'may-say':
      return client.mayHear(step.what(bound))
    case 'waits':
      return client.hearsNothing()
    case 'stays':
      return client.staysConnected()
    case 'closes':
      return client.seesClose()
    case 'adds-nothing':
      return client.hearsNoMore()
    case 'prints':
      return stage.prints(step.what(bound))
    case 'ends':
      return stage.ends()
    case 'ends-or-serves':
      return stage.endsOrServes(async () => void (await playTalk(step.next, stage)))
    default:
      return undefined
  }
}
