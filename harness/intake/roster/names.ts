/** The words of a name, without what people write in different ways: case, accents on ё, order, dashes. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
}

/** What a name comes to when its words are sorted: the same for the same name in any order. */
export function nameKey(name: string): string {
  return wordsOf(name).join(' ')
}

/**
 * What Canvas makes of a name in its downloads: small letters with nothing between them, the family
 * name first. Both ways of reading the name, whichever word the family name is.
 */
export function runTogether(name: string): string[] {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}_]+/u)
    .filter((word) => word !== '')
  return [words.join(''), [...words.slice(-1), ...words.slice(0, -1)].join('')]
}

/**
 * Whether two names can't be one person's: they have no word in common. In different scripts they may be,
 * unless they are known to be from one list.
 */
export function contradict(one: string, other: string, fromOneList: boolean): boolean {
  const isCyrillic = (name: string) => /\p{Script=Cyrillic}/u.test(name)
  if (!fromOneList && isCyrillic(one) !== isCyrillic(other)) return false
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  // A name that was run together has all the words of the other within its one.
  return !fewer?.some((word) => more?.some((each) => word.includes(each) || each.includes(word)))
}
