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
  // Most programs are built by nobody, and are graded sooner without what only a build needs.
  const { execa } = await import('execa')
  const { failed, all } = await execa(file, args, {
    ...where,
    extendEnv: false,
    all: true,
    stdin: 'ignore',
    reject: false,
    timeout,
    encoding: 'buffer',
    maxBuffer: most,
  })
  return { failed, output: all ?? new Uint8Array() }
}
