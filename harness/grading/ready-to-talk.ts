import { basename } from 'node:path'
import { Unusable } from '../program/problem.ts'
import type { ClientSpec, Role, ServerSpec } from '../spec/spec.ts'
import { ConnectFailed, Connection, connect } from '../wire/connection.ts'
import { ClientProgram } from './client-program.ts'
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

async function serverReady({ job, built, progress, begins, started }: Session): Promise<Ready> {
  const specs = job.specs.filter((spec): spec is ServerSpec => spec.role === 'server')
  const server = new Server({
    ...job,
    built,
    lessonPorts: portsOf(specs),
    onWaitingForPort: progress.waitingForPort,
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
    talker: new TalkingServer(server),
    likenesses,
    command: server.lastCommand ?? '',
    port: server.port,
  }
}

async function clientReady(session: Session, avoids: number | undefined): Promise<Ready> {
  const { job, built, progress, attempts, begins, started } = session
  const specs = job.specs.filter((spec): spec is ClientSpec => spec.role === 'client')
  const client = new ClientProgram({
    ...job,
    built,
    lessonPorts: portsOf(specs),
    onWaitingForPort: progress.waitingForPort,
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
    talker: new TalkingClient(client),
    likenesses,
    command: client.lastCommand ?? '',
    port: client.port,
  }
}

function portsOf(specs: readonly { readonly port: number }[]): number[] {
  return [...new Set(specs.map(({ port }) => port))]
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
class TalkingServer implements Talker {
  readonly comes = false
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
  }

  get options() {
    return this.#server.options
  }

  get program() {
    return this.#server.program
  }

  get limit() {
    return this.#server.limit
  }

  get port() {
    return this.#server.port
  }

  get idleness() {
    return this.#server.idleness
  }

  get running() {
    return this.#server.running
  }

  get command() {
    return this.#server.lastCommand ?? ''
  }

  set transcript(transcript: Talker['transcript']) {
    this.#server.transcript = transcript
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }

  begin(terminal: boolean): Promise<void> {
    return this.#server.start({ terminal })
  }

  async connection(): Promise<Connection | undefined> {
    const { transcript } = this.#server
    const probed = this.#server.takeProbed()
    if (probed) return this.#kept(new Connection(1, probed.socket, transcript))
    for (const endpoint of this.#server.endpoints('any')) {
      try {
        return this.#kept(await connect(endpoint, 1, transcript, connectTimeout))
      } catch (error) {
        if (!(error instanceof ConnectFailed)) throw error
      }
    }
    return undefined
  }

  types(line: Uint8Array): void {
    this.#server.program.types(line)
  }

  #kept(connection: Connection): Connection {
    this.#server.keep(connection)
    return connection
  }
}

/** A client that is started anew, and met where it looks for its server. */
class TalkingClient implements Talker {
  readonly comes = true
  readonly #client: ClientProgram

  constructor(client: ClientProgram) {
    this.#client = client
  }

  get options() {
    return this.#client.options
  }

  get program() {
    return this.#client.program
  }

  get limit() {
    return this.#client.limit
  }

  get port() {
    return this.#client.port
  }

  get idleness() {
    return this.#client.idleness
  }

  get running() {
    return this.#client.running
  }

  get command() {
    return this.#client.lastCommand ?? ''
  }

  set transcript(transcript: Talker['transcript']) {
    this.#client.transcript = transcript
  }

  stop(): Promise<void> {
    return this.#client.stop()
  }

  begin(terminal: boolean): Promise<void> {
    return this.#client.start({ terminal })
  }

  connection(): Promise<Connection | undefined> {
    return this.#client.meets()
  }

  types(line: Uint8Array): void {
    this.#client.types(line)
  }
}
