import { Unusable } from '../program/problem.ts'
import { textOf } from '../spec/bytes.ts'
import { RuleBroken } from '../spec/failure.ts'
import type { Observation } from '../spec/observation.ts'
import { printed } from '../spec/printed.ts'
import { randomFrom } from '../spec/random.ts'
import type { ServerSpec, Spec } from '../spec/spec.ts'
import type { Server } from './server.ts'
import { LiveStage } from './stage.ts'

/** Which protocol a program was found to speak. */
export interface Recognition<Kind extends Spec = Spec> {
  readonly spec: Kind
  /** How much it is like that protocol, 0 to 1. */
  readonly likeness: number
  /** What else came close, the closest first. */
  readonly others: readonly { readonly spec: Spec; readonly likeness: number }[]
}

/** Below this a likeness is no more than a guess by the port or the name. */
const enough = 0.25

/**
 * Finds out which protocol a running server speaks, by talking to it once.
 * @throws Unusable when it is like none of them
 */
export async function recognise(
  server: Server,
  specs: readonly ServerSpec[],
  name: string,
  seed: number,
): Promise<Recognition<ServerSpec>> {
  const seen = await observe(server, name.toLowerCase(), seed)
  const said = seen.greeting + seen.answer + seen.afterNewline + seen.afterFinish
  return likeliest(specs, (spec) => spec.resembles(seen) + hints(spec, seen), said)
}

/**
 * The protocol that a program is most like.
 * @throws Unusable when it is like none of them
 */
export function likeliest<Kind extends Spec>(
  specs: readonly Kind[],
  likenessTo: (spec: Kind) => number,
  said: string,
): Recognition<Kind> {
  const ranked = specs
    .map((spec) => ({ spec, likeness: Math.min(1, likenessTo(spec)) }))
    .filter(({ likeness }) => likeness >= enough)
    .sort((left, right) => right.likeness - left.likeness)
  const [best, ...others] = ranked
  if (!best) throw new Unusable({ code: 'unrecognised', seen: said })
  return { ...best, others }
}

/** The port and the name decide only between protocols that the conversation leaves open. */
export function hints(spec: Spec, seen: { readonly port: number; readonly name: string }): number {
  const byPort = seen.port === spec.port ? 0.1 : 0
  const id = spec.id.replace('-client', '')
  const byName = seen.name.includes(id.replace('-', '')) || seen.name.includes(id) ? 0.15 : 0
  return byPort + byName
}

/** Talks to the server as a client that says one word, then a newline, then no more. */
async function observe(server: Server, name: string, seed: number): Promise<Observation> {
  const stage = new LiveStage(server, randomFrom(seed, 'recognise'))
  const word = stage.random.text('abcdefghijkmnpqrstuvwxyz', 9)
  const observed = { port: server.port, name, word }
  try {
    const client = await stage.enters('any')
    const greeting = textOf(await client.hearsOut())
    await client.says(word)
    const answer = textOf(await client.hearsReply())
    const closedAfterAnswer = client.closed
    await client.says('\n')
    const afterNewline = textOf(await client.hearsOut())
    await client.finishes()
    const afterFinish = textOf(await client.hearsOut())
    const printedWord = await stage.hasPrinted(printed(word))
    return {
      ...observed,
      greeting,
      answer,
      closedAfterAnswer,
      afterNewline,
      afterFinish,
      printed: printedWord,
    }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    const nothing = { greeting: '', answer: '', afterNewline: '', afterFinish: '' }
    return { ...observed, ...nothing, closedAfterAnswer: false, printed: false }
  }
}
