import type { Failure } from '../spec/failure.ts'
import { randomFrom } from '../spec/random.ts'
import type { NamedCheck } from '../spec/spec.ts'
import { Transcript } from '../wire/transcript.ts'
import type { ClientProgram } from './client-program.ts'
import { ClientStage } from './client-stage.ts'
import { judge, limitIn } from './judge.ts'
import type { Outcome } from './outcome.ts'
import { playWithClient } from './play-client.ts'

/** What a program that insists on a terminal does where it has none: it doesn't hear its user. */
const deaf: readonly Failure['code'][] = ['silent', 'never-connected', 'closed-early', 'crashed']

/** What it may do otherwise on a terminal all the same: Node goes on as long as its input is a pipe. */
const lingering: readonly Failure['code'][] = ['kept-running', 'stayed-open']

/**
 * Plays one check with a client, which is started for it; `again` says that another will follow. One that
 * its user speaks to is given a pseudo-terminal before it fails, and from then on where that has helped.
 */
export async function runClientCheck(
  check: NamedCheck,
  client: ClientProgram,
  { seed, again }: { readonly seed: number; readonly again: boolean },
): Promise<Outcome> {
  const outcome = await playOnce(check, client, { seed, again, terminal: client.needsTerminal })
  if (outcome.verdict !== 'failed' || client.needsTerminal || !isTypedIn(check)) return outcome
  const { code } = outcome.failure
  if (![...deaf, ...lingering].includes(code) || client.noBetterOnTerminal.has(code)) return outcome
  const onTerminal = await playOnce(check, client, { seed, again, terminal: true })
  if (onTerminal.verdict !== 'passed') {
    client.noBetterOnTerminal.add(code)
    return outcome
  }
  if (deaf.includes(code)) client.needsTerminal = true
  return onTerminal
}

function isTypedIn({ play }: NamedCheck): boolean {
  return typeof play !== 'function' && play.steps.some(({ by }) => by === 'user')
}

interface Playing {
  readonly seed: number
  readonly terminal: boolean
  /** Another start will follow. */
  readonly again: boolean
}

async function playOnce(
  check: NamedCheck,
  client: ClientProgram,
  { seed, again, terminal }: Playing,
): Promise<Outcome> {
  const { play } = check
  if (typeof play === 'function') throw new Error(`${check.id} is no dialogue`)
  const transcript = client.untouched && !terminal ? client.transcript : new Transcript()
  client.transcript = transcript
  const stage = new ClientStage(client, randomFrom(seed, check.id))
  const meet = async () => {
    await playWithClient(play, stage, async (how) => {
      await client.start({ ...how, terminal })
      if (again) client.foreseeStart()
    })
  }
  try {
    return await judge(stage, transcript, meet, limitIn)
  } finally {
    await client.stop()
  }
}
