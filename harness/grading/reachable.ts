import type { Listener } from '../program/listeners.ts'
import { Unusable } from '../program/problem.ts'
import type { Program } from '../program/program.ts'
import { type ListeningOptions, listenersOf } from '../program/start.ts'
import type { Idleness } from '../silence/idleness.ts'
import type { Limits } from '../silence/listening.ts'
import { silenceOf } from '../silence/silence.ts'

/** How a program is waited for that has been started. */
interface Waiting extends Omit<ListeningOptions, 'timeout' | 'idle'> {
  readonly idleness: Idleness
  readonly limits: Limits
  /** How long it may be at work before it listens, ms. */
  readonly startTimeout: number
}

/**
 * Waits until a program listens where it can be reached.
 * @throws Unusable where it doesn't
 */
export async function reachableListeners(
  program: Program,
  waiting: Waiting,
): Promise<readonly Listener[]> {
  const { startTimeout, limits, idleness } = waiting
  const listeners = await listenersOf(program, {
    ...waiting,
    timeout: startTimeout,
    idle: async (signal) => {
      const silence = await silenceOf({
        processes: () => program.processes(),
        network: program.network.pid,
        port: undefined,
        limits: { ...limits, busy: startTimeout },
        idleness,
        awaited: true,
        signal,
      })
      // A runtime that loads its classes looks idle now and then: only proof counts here.
      if (silence?.certainty !== 'proven') return undefined
      return { waitsForInput: silence.doing === 'reading-input' }
    },
  })
  const reachable = listeners.filter(({ address }) => reachableBy(address).length > 0)
  if (reachable.length > 0) return reachable
  const [only] = listeners as [Listener]
  throw new Unusable({ code: 'unreachable', address: only.address, port: only.port })
}

/** The loopback addresses that reach a socket bound to this one. */
export function reachableBy(address: string): string[] {
  if (address === '0.0.0.0') return ['127.0.0.1']
  if (address === '::') return ['127.0.0.1', '::1']
  return address === '::1' || address.startsWith('127.') ? [address] : []
}
