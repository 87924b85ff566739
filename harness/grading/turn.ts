/** What a program may say at most in one turn, and how long it may take; longer for what is awaited. */
export const turnLimit = { bytes: 4 * 1024 * 1024, ms: 5_000, awaitedMs: 20_000, msByByte: 20 }

/** Bounds what a program can make us listen to in one turn: it may flood, or drip for ever. */
export class Turn {
  readonly #said: () => number
  readonly #from: number
  readonly #mostBytes: number
  readonly #ms: number
  #began: number | undefined

  /**
   * @param said how many bytes the program has said by now
   * @param told how many bytes it has been told: whoever is told much may say much
   * @param ms how long it may take, once it has begun
   */
  constructor(said: () => number, told: number, ms = turnLimit.ms) {
    this.#said = said
    this.#from = said()
    this.#mostBytes = turnLimit.bytes + told
    this.#ms = ms
  }

  isTooMuch(): boolean {
    const bytes = this.#said() - this.#from
    // How long it is silent first is not decided here.
    if (bytes > 0) this.#began ??= performance.now()
    const most = this.#ms + Math.min(bytes * turnLimit.msByByte, 100_000)
    const since = performance.now() - (this.#began ?? Number.NaN)
    return bytes > this.#mostBytes || since > most
  }
}
