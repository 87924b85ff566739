import { bytesOf, commonPrefix, concat, indexOf, textOf } from './bytes.ts'
import type { Random } from './random.ts'

/** What a listener makes of the bytes that have come so far. */
export type Hearing<Found> =
  /** It could still come. */
  | { readonly is: 'unfinished' }
  /** These bytes can no longer become it. */
  | { readonly is: 'different' }
  /** It came: the first `length` bytes. */
  | {
      readonly is: 'heard'
      readonly length: number
      readonly found: Found
      /** False where a reasonable teacher forgives the wording but the lesson says another. */
      readonly strict: boolean
      /** False where further bytes could still belong to it, so that only silence ends it. */
      readonly complete: boolean
    }

/** Something that can be said on a connection: spoken when it is our turn, recognised when it isn't. */
export interface Pattern<Found extends object = object> {
  /** The words in which the rule puts it, where these are fixed: shown as "expected". */
  readonly expected: Uint8Array | undefined
  /** A newline after it is forgiven: the listener that meets one goes on, non-strictly. */
  readonly forgivesNewline: boolean
  speak(random: Random): { readonly bytes: Uint8Array; readonly found: Found }
  /** `over` says that the speaker has stopped: what came so far is all there is. */
  hear(bytes: Uint8Array, over: boolean): Hearing<Found>
  /** How it looks in a hand-out, and what its holes are filled with there. */
  readonly sample: { readonly text: string; readonly found: Found }
}

/** What may stand where something is said: a fixed text or a pattern. */
export type Says<Found extends object> = string | Uint8Array | Pattern<Found>

export function patternOf<Found extends object>(says: Says<Found>): Pattern<Found> {
  return typeof says === 'string' || says instanceof Uint8Array
    ? (exactly(says) as Pattern<object> as Pattern<Found>)
    : says
}

const unfinished: Hearing<never> = { is: 'unfinished' }
const different: Hearing<never> = { is: 'different' }

function heard<Found>(
  length: number,
  found: Found,
  { strict = true, complete = true } = {},
): Hearing<Found> {
  return { is: 'heard', length, found, strict, complete }
}

/** A pattern whose words are fixed; `hear` says how far a listener is held to them. */
function fixed(content: string | Uint8Array, hear: Pattern['hear']): Pattern {
  const expected = bytesOf(content)
  return {
    expected,
    forgivesNewline: false,
    sample: { text: textOf(expected), found: {} },
    speak: () => ({ bytes: expected, found: {} }),
    hear,
  }
}

/** These bytes and no others: the first byte that differs decides. */
export function exactly(content: string | Uint8Array): Pattern {
  const expected = bytesOf(content)
  return fixed(content, (bytes) => {
    const common = commonPrefix(bytes, expected)
    if (common === expected.length) return heard(common, {})
    return common === bytes.length ? unfinished : different
  })
}

/** Exactly this; one newline after it is forgiven. */
export function newlineForgiven(content: string | Uint8Array): Pattern {
  return { ...exactly(content), forgivesNewline: true }
}

/**
 * These bytes, whatever stands before or after them: for checks whose rule isn't the wording around.
 * Nothing that is heard may contain `butNo`.
 */
export function within(
  content: string | Uint8Array,
  { butNo }: { readonly butNo?: string } = {},
): Pattern {
  const expected = bytesOf(content)
  const unwanted = butNo === undefined ? undefined : bytesOf(butNo)
  return fixed(content, (bytes) => {
    if (unwanted && indexOf(bytes, unwanted) >= 0) return different
    if (bytes.length < expected.length) return unfinished
    const at = indexOf(bytes, expected)
    return at < 0 ? unfinished : heard(at + expected.length, {})
  })
}

/** These bytes in this order, whatever stands between them: for answers longer than one `recv`. */
export function scattered(content: string | Uint8Array): Pattern {
  const expected = bytesOf(content)
  return fixed(content, (bytes) => {
    if (bytes.length < expected.length) return unfinished
    let matched = 0
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] === expected[matched]) matched++
      if (matched === expected.length) return heard(at + 1, {})
    }
    return unfinished
  })
}

/**
 * Any answer at all, where only its coming matters; `usual` is what a right server says. It may contain
 * none of `butNo`. Where it is wanted `soon`, the first bytes of another answer are enough.
 */
export function some(
  usual: string | Uint8Array,
  {
    butNo = [],
    soon = false,
  }: { readonly butNo?: readonly string[]; readonly soon?: boolean } = {},
): Pattern {
  const asUsual = exactly(usual)
  const unwanted = butNo.map(bytesOf)
  return fixed(usual, (bytes, over) => {
    if (unwanted.some((each) => indexOf(bytes, each) >= 0)) return different
    const hearing = asUsual.hear(bytes, over)
    if (hearing.is !== 'different' && !over) return hearing
    return bytes.length === 0 ? unfinished : heard(bytes.length, {}, { complete: soon })
  })
}

/** A line that the lesson gives as an example: any that isn't empty will do, the lesson's own strictly. */
export function lineLike<Name extends string>(
  name: Name,
  usual: string,
): Pattern<Record<Name, string>> {
  const asUsual = exactly(usual)
  const named = (bytes: Uint8Array) => ({ [name]: textOf(bytes) }) as Record<Name, string>
  return {
    expected: bytesOf(usual),
    forgivesNewline: false,
    sample: { text: usual, found: named(bytesOf(usual)) },
    speak: () => ({ bytes: bytesOf(usual), found: named(bytesOf(usual)) }),
    hear(bytes, over) {
      const hearing = asUsual.hear(bytes, over)
      if (hearing.is === 'heard') {
        return { ...hearing, found: named(bytes.subarray(0, hearing.length)) }
      }
      if (hearing.is === 'unfinished' && !over) return unfinished
      return textOf(bytes).trim() === ''
        ? unfinished
        : heard(bytes.length, named(bytes), { strict: false, complete: false })
    },
  }
}

/** Any words at all, under a name that later turns can refer to; `usual` is what a right server says. */
export function anyWords<Name extends string>(
  name: Name,
  usual: string,
): Pattern<Record<Name, string>> {
  const line = lineLike(name, usual)
  return {
    ...line,
    hear(bytes, over) {
      const hearing = line.hear(bytes, over)
      return hearing.is === 'heard' ? { ...hearing, strict: true } : hearing
    },
  }
}

/** A text of random data under a name, which later turns can refer to. */
export function hole<Name extends string>(
  name: Name,
  sample: string,
  draw: (random: Random) => string,
): Pattern<Record<Name, string>> {
  return {
    expected: undefined,
    forgivesNewline: false,
    sample: { text: sample, found: { [name]: sample } as Record<Name, string> },
    speak(random) {
      const text = draw(random)
      return { bytes: bytesOf(text), found: { [name]: text } as Record<Name, string> }
    },
    hear(bytes) {
      if (bytes.length === 0) return unfinished
      const found = { [name]: textOf(bytes) } as Record<Name, string>
      return heard(bytes.length, found, { complete: false })
    },
  }
}

type FoundIn<Parts extends readonly Pattern<object>[]> = Parts extends readonly [
  Pattern<infer First>,
  ...infer Rest extends readonly Pattern<object>[],
]
  ? First & FoundIn<Rest>
  : object

/** A message made of fixed words and holes: `` message`${word}\n` ``. */
export function message<const Parts extends readonly Pattern<object>[]>(
  literals: TemplateStringsArray,
  ...parts: Parts
): Pattern<FoundIn<Parts>> {
  const weave = (texts: readonly string[]) =>
    literals.reduce((whole, literal, index) => whole + (texts[index - 1] ?? '') + literal)
  const together = (found: readonly object[]) => Object.assign({}, ...found) as FoundIn<Parts>
  return {
    expected: undefined,
    forgivesNewline: false,
    sample: {
      text: weave(parts.map((part) => part.sample.text)),
      found: together(parts.map((part) => part.sample.found)),
    },
    speak(random) {
      const spoken = parts.map((part) => part.speak(random))
      const pieces = literals.flatMap((literal, index) => {
        const before = spoken[index - 1]
        return before ? [before.bytes, bytesOf(literal)] : [bytesOf(literal)]
      })
      return { bytes: concat(pieces), found: together(spoken.map((part) => part.found)) }
    },
    hear(bytes) {
      return bytes.length === 0
        ? unfinished
        : heard(bytes.length, {} as FoundIn<Parts>, { complete: false })
    },
  }
}
