import { textOf } from '../spec/bytes.ts'
import { RuleBroken } from '../spec/failure.ts'
import type { ClientObservation } from '../spec/observation.ts'
import { exactly } from '../spec/pattern.ts'
import { randomFrom } from '../spec/random.ts'
import type { ClientSpec } from '../spec/spec.ts'
import type { ClientProgram } from './client-program.ts'
import { ClientStage } from './client-stage.ts'
import { hints, likeliest, type Recognition } from './recognise.ts'

/**
 * Finds out which protocol a client speaks, by being its server and its user once.
 * @throws Unusable when it is like none of them
 */
export async function recogniseClient(
  client: ClientProgram,
  specs: readonly ClientSpec[],
  name: string,
  seed: number,
): Promise<Recognition<ClientSpec>> {
  let seen = await observe(client, name.toLowerCase(), seed)
  await client.stop()
  if (!client.needsTerminal && seen.opening + seen.afterTyping + seen.toProblem === '') {
    // Some won’t speak to anybody but a person at a terminal.
    client.needsTerminal = true
    seen = await observe(client, name.toLowerCase(), seed)
    await client.stop()
  }
  return likeliest(
    specs,
    (spec) => spec.resembles(seen) + hints(spec, seen),
    seen.opening + seen.afterTyping + seen.toProblem,
  )
}

/** Meets the client as a server that listens first, lets its user type, and then greets and asks. */
async function observe(
  client: ClientProgram,
  name: string,
  seed: number,
): Promise<ClientObservation> {
  const stage = new ClientStage(client, randomFrom(seed, 'recognise'))
  const typed = stage.random.text('abcdefghijkmnpqrstuvwxyz', 9)
  const observed = { name, typed, port: client.port }
  try {
    await client.start()
    const early = await stage.arrives()
    const opening = early ? textOf(await (await stage.server()).hearsOut()) : ''
    const closedAtOnce = early && (await stage.server()).closed
    await stage.types(exactly(typed))
    const server = await stage.server()
    const afterTyping = textOf(await server.hearsOut())
    const closedAfterTyping = server.closed
    await server.says('Hi!\n1. 23 + 45\n')
    const toProblem = textOf(await server.hearsOut())
    const { closed } = server
    return {
      ...observed,
      port: client.port,
      opening,
      closedAtOnce,
      afterTyping,
      closedAfterTyping,
      toProblem,
      closed,
    }
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    const nothing = { opening: '', afterTyping: '', toProblem: '' }
    const open = { closedAtOnce: false, closedAfterTyping: false, closed: false }
    return { ...observed, ...nothing, ...open }
  }
}
