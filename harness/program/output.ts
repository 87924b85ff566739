/** How many bytes of a stream are kept from its beginning, and how many from its end. */
const kept = { head: 4 * 1024 * 1024, tail: 64 * 1024 }

/** What a program printed on one stream: its beginning and its end, however much came between. */
export class Output {
  #head: Buffer[] = []
  #headLength = 0
  #tail = Buffer.alloc(0)
  #total = 0

  /** How many bytes the program has printed. */
  get total(): number {
    return this.#total
  }

  /** How many bytes between the beginning and the end were let go. */
  get dropped(): number {
    return this.#total - this.#headLength - this.#tail.length
  }

  /** All bytes that were kept. */
  get bytes(): Uint8Array {
    return Buffer.concat([...this.#head, this.#tail])
  }

  add(bytes: Buffer): void {
    this.#total += bytes.length
    const room = kept.head - this.#headLength
    if (room > 0) {
      const first = bytes.subarray(0, room)
      this.#head.push(first)
      this.#headLength += first.length
    }
    if (bytes.length > room) {
      const rest = Buffer.concat([this.#tail, bytes.subarray(Math.max(0, room))])
      this.#tail = Buffer.from(rest.subarray(Math.max(0, rest.length - kept.tail)))
    }
  }
}
