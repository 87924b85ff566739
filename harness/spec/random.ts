/** A stream of random choices that the same seed always repeats. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** One of the items, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item
  /** `length` characters drawn from `alphabet`. */
  text(alphabet: string, length: number): string
}

/**
 * A random stream for one seed. Streams with different labels are independent, so a check draws the
 * same data whether it runs alone or among others.
 */
export function randomFrom(seed: number, label: string): Random {
  let state = hash(`${seed}/${label}`)
  // Mulberry32: one 32-bit word of state, good enough for data that only has to be unforeseeable.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <Item>(items: readonly Item[]) => items[between(0, items.length - 1)] as Item
  return {
    between,
    pick,
    text(alphabet, length) {
      const characters = [...alphabet]
      return Array.from({ length }, () => pick(characters)).join('')
    },
  }
}

/** FNV-1a over the UTF-16 units of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
