import { basename } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { ClientSpec, Role, ServerSpec } from '../spec/spec.ts'
import { ConnectFailed, Connection, connect } from '../wire/connection.ts'
import { ClientProgram } from './client-program.ts'
import { optionsFor } from './options.ts'
import type { Talker } from './party.ts'
import type { Likeness } from './party-messages.ts'
import { type Recognition, recognise } from './recognise.ts'
import { recogniseClient } from './recognise-client.ts'
import { Server } from './server.ts'
import type { Session } from './session.ts'

/** How long a connection attempt may take, ms. */
const connectTimeout = 15_000

/** A program that was found to listen or to connect. */
export interface Ready {
  readonly talker: Talker
  /** How much it is like each protocol; nothing where it is known which it is. */
  readonly likenesses: readonly Likeness[]
  readonly command: string
  readonly port: number
}

/**
 * Brings a program to where it listens or connects, and finds out what it speaks where that isn't known.
 * @param avoids the port of its partner, where both share a network
 * @throws Unusable where it can't be brought to
 */
export async function readyToTalk(
  session: Session,
  role: Role,
  avoids: number | undefined,
): Promise<Ready> {
  return role === 'server' ? serverReady(session) : clientReady(session, avoids)
}

async function serverReady(session: Session): Promise<Ready> {
  const { job, progress, begins, started } = session
  const specs = job.specs.filter((spec): spec is ServerSpec => spec.role === 'server')
  const server = new Server({
    ...optionsFor(session, specs),
    connects: () => false,
    shares: job.place.isolation === 'none',
  })
  begins(server)
  await server.start()
  started(server)
  const likenesses = await likenessesOf(specs, () => {
    progress.recognising()
    return recognise(server, specs, basename(job.submission.title), job.seed)
  })
  return {
    talker: talkingServer(server),
    likenesses,
    command: server.lastCommand ?? '',
    port: server.port,
  }
}

async function clientReady(session: Session, avoids: number | undefined): Promise<Ready> {
  const { job, progress, attempts, begins, started } = session
  const specs = job.specs.filter((spec): spec is ClientSpec => spec.role === 'client')
  const client = new ClientProgram({
    ...optionsFor(session, specs),
    attempts,
    avoids,
  })
  begins(client)
  await client.find()
  started(client)
  const likenesses = await likenessesOf(specs, () => {
    progress.recognising()
    return recogniseClient(client, specs, basename(job.submission.title), job.seed)
  })
  return {
    talker: talkingClient(client),
    likenesses,
    command: client.lastCommand ?? '',
    port: client.port,
  }
}

/** Nothing where there is nothing to choose, or it is like none: its partner may tell. */
async function likenessesOf(
  specs: readonly unknown[],
  recognition: () => Promise<Recognition>,
): Promise<Likeness[]> {
  if (specs.length === 1) return []
  try {
    const { spec, likeness, others } = await recognition()
    return [{ spec, likeness }, ...others].map((each) => ({
      spec: each.spec.id,
      likeness: each.likeness,
    }))
  } catch (error) {
    if (error instanceof Unusable && error.problem.code === 'unrecognised') return []
    throw error
  }
}

/** A server that is started anew for its partner, and connected to when that one has come. */
function talkingServer(server: Server): Talker {
  const kept = (connection: Connection) => {
    server.keep(connection)
    return connection
  }
  return {
    subject: server,
    comes: false,
    begin: (terminal) => server.start({ terminal }),
    types: (line) => server.program.types(line),
    async connection() {
      const { transcript } = server
      const probed = server.takeProbed()
      if (probed) return kept(new Connection(1, probed.socket, transcript))
      for (const endpoint of server.endpoints('any')) {
        try {
          return kept(await connect(endpoint, 1, transcript, connectTimeout))
        } catch (error) {
          if (!(error instanceof ConnectFailed)) throw error
        }
      }
      return undefined
    },
  }
}

/** A client that is started anew, and met where it looks for its server. */
function talkingClient(client: ClientProgram): Talker {
  return {
    subject: client,
    comes: true,
    begin: (terminal) => client.start({ terminal }),
    types: (line) => client.types(line),
    connection: () => client.meets(),
  }
}
