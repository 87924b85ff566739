/** A sum as a student's server may put it, and what comes out. */
export interface Sum {
  /** As it was written. */
  readonly text: string
  /** The answers that a reasonable teacher could mean, the likeliest first; one where it is clear. */
  readonly answers: readonly string[]
}

/** A numbered problem in a text. */
export interface Problem {
  /** The number before the sum, where there is one. */
  readonly number: number | undefined
  readonly sum: Sum
  /** Where the sum ends in the text. */
  readonly end: number
}

type Operator = '+' | '-' | '*' | '/' | '//' | '%'
type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: Operator | '(' | ')' }

const twins: Readonly<Record<string, Operator>> = {
  '×': '*',
  '·': '*',
  '∙': '*',
  '⋅': '*',
  x: '*',
  х: '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
}

/**
 * A number with `.` or `)`, or a colon without a space before it, which would divide; `1/10:` and
 * `1 of 10:` count too. It is no part of a decimal or of a sum, nor the result of one (`= 68.`).
 */
const usualLabel =
  /(?<![\d.]|[=+*/%×·÷]\s*[-−–]?)(\d+)(?:\s*(?:\/|of|из)\s*\d+)?(?:\s*\.(?!\d)|\s*\)|:(?=\s))/g

/** Where there is none: a number right before its sum (`1.23 + 45`), or one with a colon. */
const otherLabels = [/^[^\p{L}\d\n]*(\d+)\.(?=\d)/mu, /^\D*?(\d+)\s*:/]

/** The result that follows a sum which is told, not asked. */
const result = /^[^\S\n]*=[^\S\n]*\(?[-−–]?\d/

/**
 * The first problem in a text: a number with `.` or `)`, then a sum of integers, words allowed around
 * both. Where no such number stands before it, a sum alone, or one after a number with a colon.
 */
export function findProblem(text: string): Problem | undefined {
  const labels = [...text.matchAll(usualLabel)]
  const [first] = labels
  const found = first && findSum(text, first.index + first[0].length)
  if (found) {
    const nearest = labels.findLast((label) => label.index + label[0].length <= found.start)
    return { number: Number((nearest ?? first)[1]), sum: found.sum, end: found.end }
  }
  for (const other of otherLabels) {
    const label = other.exec(text)
    const after = label ? findSum(text, label.index + label[0].length) : undefined
    if (label && after) return { number: Number(label[1]), sum: after.sum, end: after.end }
  }
  const alone = findSum(text, 0)
  return alone && { number: undefined, sum: alone.sum, end: alone.end }
}

interface FoundSum {
  readonly sum: Sum
  readonly start: number
  readonly end: number
}

/** The first place from `from` on at which a sum of at least two integers stands, without its result. */
function findSum(text: string, from: number): FoundSum | undefined {
  for (const match of text.slice(from).matchAll(/(?:[-−–(]\s*){0,9}\d/g)) {
    const start = from + match.index
    const before = start > from ? text.slice(start - 1, start) : ''
    // A part of a word or of a decimal; but `2.-5 + 3` begins after its number.
    if (/[\p{L}\d_]/u.test(before) || (before === '.' && /\d/.test(match[0][0] ?? ''))) continue
    const sum = readSum(text.slice(start))
    const end = start + (sum?.length ?? 0)
    if (sum && !result.test(text.slice(end))) return { sum: sum.sum, start, end }
  }
  return undefined
}

function readSum(text: string): { readonly sum: Sum; readonly length: number } | undefined {
  const { tokens, ends } = tokenize(text)
  // The longest run of tokens that is a whole sum: what follows it are words.
  for (let count = tokens.length; count >= 3; count--) {
    const readings = ([evaluateExact, evaluateFloor, evaluateTruncated] as const).map((divide) =>
      evaluate(tokens.slice(0, count), divide),
    )
    const exact = readings[0]
    if (exact === undefined || !tokens.slice(0, count).some((token) => isOperator(token))) continue
    const length = ends[count - 1] as number
    return { sum: { text: text.slice(0, length), answers: answersFor(readings) }, length }
  }
  return undefined
}

/** Every distinct reading as text; a number that isn't whole also rounded to one and two places. */
function answersFor(readings: readonly (number | undefined)[]): string[] {
  const known = readings.filter((reading) => reading !== undefined && Number.isFinite(reading))
  const texts = known.flatMap((value) => {
    const number = value as number
    return Number.isInteger(number)
      ? [String(number === 0 ? 0 : number)]
      : [String(number), number.toFixed(2), number.toFixed(1)]
  })
  return [...new Set(texts)]
}

function tokenize(text: string): { readonly tokens: Token[]; readonly ends: number[] } {
  const tokens: Token[] = []
  const ends: number[] = []
  const pattern = /\s*(?:(\d+)(?!\d|\.\d)|(\/\/)|([-+*/%()×·∙⋅÷:−–])|([xх])(?=\s*[-−(\d]))/gy
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, number, floor, symbol, cross] = match
    const before = tokens.at(-1)?.kind
    const ended = before === 'number' || before === ')'
    // Two operands without an operator between them: here the sum ends, however much follows.
    if (ended && (number !== undefined || symbol === '(')) break
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) })
    else {
      const written = floor ?? symbol ?? cross ?? ''
      tokens.push({ kind: (twins[written] ?? written) as Operator | '(' | ')' })
    }
    ends.push(pattern.lastIndex)
  }
  return { tokens, ends }
}

function isOperator(token: Token): boolean {
  return token.kind !== 'number' && token.kind !== '(' && token.kind !== ')'
}

/** How `/`, `//` and `%` come out: the assignment leaves it open where they aren't whole or positive. */
type Division = (kind: '/' | '//' | '%', left: number, right: number) => number

/** As Python has it: `/` exact, `//` and `%` rounding down. */
const evaluateExact: Division = (kind, left, right) =>
  kind === '/' ? left / right : evaluateFloor(kind, left, right)

const evaluateFloor: Division = (kind, left, right) => {
  const quotient = Math.floor(left / right)
  return kind === '%' ? left - quotient * right : quotient
}

/** As C and Java have it: rounding towards nought. */
const evaluateTruncated: Division = (kind, left, right) =>
  kind === '%' ? left % right : Math.trunc(left / right)

/** The value of a whole sum, or undefined where the tokens are none. */
function evaluate(tokens: readonly Token[], divide: Division): number | undefined {
  let at = 0
  const peek = () => tokens[at]?.kind
  const factor = (): number | undefined => {
    const token = tokens[at++]
    if (!token) return undefined
    if (token.kind === 'number') return token.value
    if (token.kind === '-') return negated(factor())
    if (token.kind !== '(') return undefined
    const inner = sum()
    return tokens[at++]?.kind === ')' ? inner : undefined
  }
  const product = (): number | undefined => {
    let value = factor()
    for (
      let kind = peek();
      kind === '*' || kind === '/' || kind === '//' || kind === '%';
      kind = peek()
    ) {
      at++
      const right = factor()
      if (value === undefined || right === undefined) return undefined
      value = kind === '*' ? value * right : divide(kind, value, right)
    }
    return value
  }
  const sum = (): number | undefined => {
    let value = product()
    for (let kind = peek(); kind === '+' || kind === '-'; kind = peek()) {
      at++
      const right = product()
      if (value === undefined || right === undefined) return undefined
      value = kind === '+' ? value + right : value - right
    }
    return value
  }
  const value = sum()
  return at === tokens.length ? value : undefined
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value
}
