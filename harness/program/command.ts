import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What became of a command. */
export interface Ran {
  /** It ended with another status than 0, or by a signal, or could not be started. */
  readonly failed: boolean
  /** What it said on both streams, in the order in which it came. */
  readonly output: Uint8Array
}

/**
 * Runs a command to its end, without input.
 * @param timeout how long it may take, ms
 * @param most how much it may say, bytes; it is ended when it says more
 */
export async function runToEnd(
  [file = '', ...args]: readonly string[],
  {
    timeout,
    most,
    ...where
  }: {
    readonly cwd: string
    readonly env: Record<string, string>
    readonly timeout: number
    readonly most: number
  },
): Promise<Ran> {
  const child = spawn(file, args, { ...where, timeout, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  let length = 0
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      said.push(bytes.subarray(0, most - length))
      length = Math.min(most, length + bytes.length)
      if (length === most) child.kill()
    })
  }
  const status = await once(child, 'close').then(
    ([code]) => code as number | null,
    () => null,
  )
  return { failed: status !== 0, output: Buffer.concat(said) }
}
