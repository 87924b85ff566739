import type { Problem } from '../program/problem.ts'
import type { Failure } from '../spec/failure.ts'
import { randomFrom } from '../spec/random.ts'
import type { NamedCheck } from '../spec/spec.ts'
import { Transcript } from '../wire/transcript.ts'
import { judge, limitIn } from './judge.ts'
import type { Outcome } from './outcome.ts'
import type { Server } from './server.ts'
import { LiveStage } from './stage.ts'

export interface CheckOptions {
  readonly seed: number
  /**
   * When a program that has been used is started anew: always, unless it is seen to wait for its next client, or
   * only if it is busy.
   */
  readonly anew: 'always' | 'unless-accepting' | 'if-busy'
  /** The checks after this one. */
  readonly rest: readonly NamedCheck[]
  /** Whether each of them may want to start the program anew, as far as is known before it has ever ended. */
  readonly once: boolean
}

/**
 * Plays one check. A failure is believed only of a program that had just been started, so that no
 * check pays for what another did to it; and what was not printed is looked for on a terminal too.
 */
export async function runCheck(
  check: NamedCheck,
  server: Server,
  options: CheckOptions,
): Promise<Outcome> {
  const { anew } = options
  const wasNew = server.untouched
  const reuse = wasNew || (await mayGoOn(server, anew))
  const outcome = await playCheck(check, server, options, reuse ? 'as-it-runs' : 'anew')
  if (outcome.verdict !== 'failed') return outcome
  if (reuse && !wasNew) return runCheck(check, server, { ...options, anew: 'always' })
  const maybeHeldBack = outcome.failure.code === 'not-printed' && server.running
  return maybeHeldBack ? playCheck(check, server, options, 'on-terminal') : outcome
}

async function mayGoOn(server: Server, anew: CheckOptions['anew']): Promise<boolean> {
  if (anew === 'always') return false
  return (anew === 'if-busy' || (await server.servesOn())) && server.asGoodAsNew()
}

/** So many of the checks to come are looked at for whether they will need a program of their own. */
const foreseen = 2

/** The checks beyond may want more connections than a network has that isn't our own, and IPv6. */
function mayBeAhead({ tier }: NamedCheck): boolean {
  return tier === 'core'
}

/** What a program did wrong that has listened before, and doesn't when it is started again. */
function failureIn(problem: Problem): Failure | undefined {
  switch (problem.code) {
    case 'exited':
      return { code: 'crashed', status: problem.status, signal: problem.signal }
    case 'never-listened':
      return { code: 'not-served', ended: false }
    default:
      return limitIn(problem)
  }
}

async function playCheck(
  check: NamedCheck,
  server: Server,
  { seed, rest, once }: CheckOptions,
  how: 'as-it-runs' | 'anew' | 'on-terminal',
): Promise<Outcome> {
  const each = once || server.ends
  const next = rest.slice(0, foreseen)
  const toStart = each ? next : next.filter((_, index) => [check, ...next][index]?.ends)
  const ahead = toStart.filter(mayBeAhead).length
  // What a program just started has printed belongs to the first check that it is played.
  const isFirst = how === 'as-it-runs' && server.untouched
  const transcript = isFirst ? server.transcript : new Transcript()
  server.transcript = transcript
  const stage = new LiveStage(server, randomFrom(seed, check.id))
  return judge(
    stage,
    transcript,
    async () => {
      if (how !== 'as-it-runs') {
        const terminal = how === 'on-terminal'
        await server.start({ terminal, ahead: mayBeAhead(check) ? ahead : undefined })
      }
      if (toStart.length > 0) server.foreseeStarts(ahead, !each)
      if (typeof check.play === 'function') await check.play(stage)
      else await stage.plays(check.play)
      await stage.everybodyLeaves()
    },
    failureIn,
  )
}
