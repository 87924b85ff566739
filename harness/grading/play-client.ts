import type { Step, Talk } from '../spec/talk.ts'
import type { ClientProgram } from './client-program.ts'
import type { ClientStage } from './client-stage.ts'

/**
 * Plays a dialogue with a client: as its server and as its user. What the client says in it is listened
 * to; what only a server does besides speaking is no concern of a client's.
 */
export async function playWithClient(
  talk: Talk<object>,
  stage: ClientStage,
  start: ClientProgram['start'],
): Promise<void> {
  const bound: object = {}
  for (const step of talk.steps) {
    if (step.does === 'connects' || step.does === 'finds-nobody') {
      await start({ nobody: step.does === 'finds-nobody' })
      await stage.begins(step.does === 'connects')
    } else Object.assign(bound, await playStep(step, stage, bound))
  }
  await stage.over()
}

type Turn = Exclude<Step, { does: 'connects' | 'finds-nobody' }>

async function playStep(step: Turn, stage: ClientStage, bound: object): Promise<object | void> {
  switch (step.by) {
    case 'user':
      return step.does === 'says' ? stage.types(step.what(bound)) : stage.endsInput()
    case 'server':
      return playServer(step, stage, bound)
    case 'client':
      return hearClient(step, stage, bound)
  }
}

async function playServer(
  step: Extract<Turn, { by: 'server' }>,
  stage: ClientStage,
  bound: object,
): Promise<object | void> {
  switch (step.does) {
    case 'says':
      return stage.says(step.what(bound), step.delivery)
    case 'may-say':
      return stage.says(step.what(bound), 'whole')
    case 'pauses':
      return stage.pauses()
    case 'closes':
      return stage.closes('finishes')
    case 'resets':
      return stage.closes('resets')
    default:
      return undefined
  }
}

async function hearClient(
  step: Extract<Turn, { by: 'client' }>,
  stage: ClientStage,
  bound: object,
): Promise<object | void> {
  switch (step.does) {
    case 'says':
      return (await stage.server()).hears(step.what(bound))
    case 'finishes':
    case 'leaves':
      return stage.seesItLeave()
    case 'stays':
      return (await stage.server()).staysConnected()
    case 'adds-nothing':
      return stage.hearsNoMore()
    case 'never-says':
    case 'disobeys':
      return stage.hearsOtherThan(step.what(bound), step.does)
    case 'prints':
      return stage.prints(step.what(bound))
    case 'ends':
      return stage.ends('well')
    case 'ends-somehow':
      return stage.ends('somehow')
    case 'gives-up':
      return stage.givesUp()
    default:
      return undefined
  }
}
