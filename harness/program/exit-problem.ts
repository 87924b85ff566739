import { hasProc } from '../kernel/processes.ts'
import type { Exit } from './exit.ts'
import { holderOf, lingers } from './listeners.ts'
import type { Problem } from './problem.ts'

const portTaken =
  /address (?:is )?already in use|EADDRINUSE|address in use|only one usage of each socket|already bound/i

/**
 * Why a program ended before it listened: its port may have been somebody else's.
 * @param wanted the ports one of which it may have wanted, the likeliest first
 */
export function exitProblem(exit: Exit, output: Uint8Array, wanted: readonly number[]): Problem {
  const mayLackPort = saysPortTaken(output) || endsWithoutAWord(exit, output)
  const taken = mayLackPort ? wanted.find((port) => port > 0 && isTaken(port)) : undefined
  return taken === undefined
    ? { code: 'exited', ...exit, output }
    : { code: 'port-taken', port: taken, holder: holderOf(taken), output }
}

/** Whether a program says that it could not have its port, whoever held it. */
export function saysPortTaken(output: Uint8Array): boolean {
  return portTaken.test(new TextDecoder().decode(output))
}

/** Whether a program gives up without a reason: bind() may have failed, and nobody has looked why. */
export function endsWithoutAWord({ status }: Exit, output: Uint8Array): boolean {
  return status !== 0 && status !== null && output.length === 0
}

/** Whether somebody listens on a port or an ended connection keeps it; always, where that can't be seen. */
function isTaken(port: number): boolean {
  return !hasProc || holderOf(port) !== '' || lingers(port)
}
