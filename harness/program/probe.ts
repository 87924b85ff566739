import { once } from 'node:events'
import net from 'node:net'
import pRetry from 'p-retry'
import { exitProblem } from './exit-problem.ts'
import { Unusable } from './problem.ts'
import type { Program } from './program.ts'

/** A connection that was accepted while it was found out where a program listens. */
export interface Probed {
  readonly address: string
  readonly port: number
  /** Already connected: to be used as the first client's, since the server may have no other to give. */
  readonly socket: net.Socket
}

/**
 * Where the system doesn't show who listens: tries the ports by connecting, over and over, until one
 * is accepted.
 * @param ports the likeliest first
 * @param timeout ms
 * @throws Unusable when the program ends or `timeout` passes without a connection
 */
export async function probeListener(
  program: Program,
  ports: readonly number[],
  timeout: number,
): Promise<Probed> {
  const start = performance.now()
  const gone = new AbortController()
  void program.ended.then(() => gone.abort())
  try {
    return await pRetry(() => firstAccepted(ports), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 5,
      maxTimeout: 50,
      factor: 1.3,
      maxRetryTime: timeout,
      signal: gone.signal,
    })
  } catch {
    const { output, exit } = program
    const seconds = Math.round((performance.now() - start) / 100) / 10
    throw new Unusable(
      exit
        ? exitProblem(exit, output, ports)
        : { code: 'never-listened', seconds, waitsForInput: false, output },
    )
  }
}

async function firstAccepted(ports: readonly number[]): Promise<Probed> {
  for (const port of ports) {
    for (const address of ['127.0.0.1', '::1']) {
      const socket = net.connect({ host: address, port, allowHalfOpen: true })
      try {
        await once(socket, 'connect')
        // Whoever takes the connection over listens for its errors; until then none may be fatal.
        socket.on('error', () => {})
        return { address, port, socket }
      } catch {
        socket.destroy()
      }
    }
  }
  throw new Error('nobody accepts')
}
