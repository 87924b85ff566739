/** Names that Windows keeps for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** An id is no longer than this, bytes: file names with endings have to hold it. */
const longest = 100

/**
 * For each name an id that is safe as a file's name on any system, and that no other has, capitals or
 * not: what collapses to the same gets numbers, in the order of the names.
 */
export function identify(names: readonly string[]): string[] {
  const wanted = names.map(simplified)
  const folded = (id: string) => id.toLowerCase()
  const claimed = new Set(wanted.map(folded))
  const given = new Set<string>()
  return wanted.map((id) => {
    let unique = id
    for (let number = 2; given.has(folded(unique)); number++) {
      const next = `${id}-${number}`
      if (!claimed.has(folded(next))) unique = next
    }
    given.add(folded(unique))
    return unique
  })
}

/** Letters, digits, and single dashes, dots and underscores between them. */
function simplified(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/([-._])[-._]+/g, '$1')
  const short = cut(plain).replace(/^[-._]+|[-._]+$/g, '')
  return short === '' || reserved.test(short.split('.')[0] ?? '')
    ? `submission-${short}`.replace(/-$/, '')
    : short
}

/** As many whole characters as fit. */
function cut(text: string): string {
  let room = longest
  return [...text]
    .filter((character) => {
      room -= Buffer.byteLength(character)
      return room >= 0
    })
    .join('')
}
