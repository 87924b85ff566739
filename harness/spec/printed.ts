import { bytesOf, concat, indexOf, textOf } from './bytes.ts'
import { type Hearing, type Pattern, patternOf, type Says, scattered } from './pattern.ts'

/**
 * A text as it stands on standard output. Strictly: as itself, in one or with line ends between its
 * pieces, or as the language shows bytes (`[b'he', b'llo']`). Any other form that leaves nothing out
 * (hex pairs, lists of numbers, a label before each piece) is forgiven, and where text was due
 * (`bytesForgiven`) the bytes too.
 */
export function printed(
  text: string,
  { bytesForgiven = false }: { readonly bytesForgiven?: boolean } = {},
): Pattern {
  const expected = bytesOf(text)
  const found = (strict: boolean, length: number): Hearing<object> => ({
    is: 'heard',
    length,
    found: {},
    strict,
    complete: true,
  })
  return {
    expected,
    forgivesNewline: false,
    sample: { text, found: {} },
    speak: () => ({ bytes: expected, found: {} }),
    hear(bytes) {
      const output = textOf(bytes)
      const asLines = bytesOf(withoutLineEnds(output))
      const whole = bytesOf(withoutLineEnds(text))
      if (indexOf(asLines, whole) >= 0) return found(true, bytes.length)
      if (indexOf(byteLiterals(output), whole) >= 0) return found(!bytesForgiven, bytes.length)
      const complete =
        [hexPairs(output), numbers(output)].some((form) => indexOf(form, expected) >= 0) ||
        (expected.length > longEnough && scattered(text).hear(asLines, true).is === 'heard')
      return complete ? found(false, bytes.length) : { is: 'unfinished' }
    },
  }
}

/**
 * What a program shows its user, among labels and prompts: a text as itself (the printed form of bytes
 * is forgiven), anything of a form, or what the pattern says.
 */
export function shown(what: RegExp | Says<object>): Pattern {
  if (what instanceof RegExp) return ofForm(what)
  return typeof what === 'string' ? printed(what, { bytesForgiven: true }) : patternOf(what)
}

/** A text that is shown in pieces, in order, whatever stands between them. */
export function shownInPieces(text: string): Pattern {
  const pieces = scattered(withoutLineEnds(text))
  return {
    ...pieces,
    hear: (bytes, over) => pieces.hear(bytesOf(withoutLineEnds(textOf(bytes))), over),
  }
}

/** Anything in which the form is found. */
function ofForm(form: RegExp): Pattern {
  return {
    expected: undefined,
    forgivesNewline: false,
    sample: { text: form.source, found: {} },
    speak: () => ({ bytes: new Uint8Array(), found: {} }),
    hear: (bytes) =>
      form.test(textOf(bytes))
        ? { is: 'heard', length: bytes.length, found: {}, strict: true, complete: true }
        : { is: 'unfinished' },
  }
}

/** From this many bytes on a text can't be found among other words by chance. */
const longEnough = 100

function withoutLineEnds(text: string): string {
  return text.replace(/\r?\n/g, '')
}

/** The contents of all byte literals (`b'…'`, `b"…"`) in a text, joined. */
function byteLiterals(output: string): Uint8Array {
  const literals = output.matchAll(/\bb(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/gs)
  return concat([...literals].map(([, single, double]) => unescaped(single ?? double ?? '')))
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

function unescaped(literal: string): Uint8Array {
  const pieces = literal.matchAll(/\\x([0-9a-fA-F]{2})|\\(.)|([^\\]+)/gs)
  return concat(
    [...pieces].map(([, hex, escaped, plain]) => {
      if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16))
      if (escaped !== undefined) return bytesOf(escapes[escaped] ?? escaped)
      return bytesOf(plain ?? '')
    }),
  )
}

/** Bytes written as pairs of hexadecimal digits, apart or run together. */
function hexPairs(output: string): Uint8Array {
  const runs = output.match(/(?:\b|\\x|0x)(?:[0-9a-fA-F]{2})+\b/g) ?? []
  const pairs = runs.flatMap((run) => run.replace(/^(\\x|0x)/, '').match(/../g) ?? [])
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))
}

/** Bytes written as decimal numbers, apart. */
function numbers(output: string): Uint8Array {
  const found = output.match(/\b\d{1,3}\b/g) ?? []
  return Uint8Array.from(found.map(Number).filter((number) => number < 256))
}
