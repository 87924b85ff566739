/** The problems that a quiz asks, and what is taken for an answer: for whoever asks them. */
import type { Sum } from '../harness/spec/arithmetic.ts'
import { bytesOf, textOf } from '../harness/spec/bytes.ts'
import type { Pattern } from '../harness/spec/pattern.ts'
import type { Random } from '../harness/spec/random.ts'
import { talk } from '../harness/spec/talk.ts'
import { type Asked, problem } from './quiz-talk.ts'

/** A sum of some kind, with its one right answer. */
export type Draw = (random: Random) => { readonly text: string; readonly value: number }

const small = (random: Random) => random.between(2, 12)
const large = (random: Random) => random.between(13, 99)

/** Sums with each of the operators that a server may use, none of them open to doubt. */
export const sums = {
  addition(random) {
    const [left, right] = [large(random), large(random)]
    return { text: `${left} + ${right}`, value: left + right }
  },
  subtraction(random) {
    const [difference, right] = [large(random), large(random)]
    return { text: `${difference + right} - ${right}`, value: difference }
  },
  multiplication(random) {
    const [left, right] = [large(random), small(random)]
    return { text: `${left} * ${right}`, value: left * right }
  },
  division(random) {
    const [quotient, right] = [large(random), small(random)]
    return { text: `${quotient * right} / ${right}`, value: quotient }
  },
  floorDivision(random) {
    const [quotient, right] = [large(random), small(random)]
    const left = quotient * right + random.between(1, right - 1)
    return { text: `${left} // ${right}`, value: quotient }
  },
  remainder(random) {
    const right = random.between(5, 12)
    const rest = random.between(1, right - 1)
    return { text: `${large(random) * right + rest} % ${right}`, value: rest }
  },
  negativeOperand(random) {
    const [left, right] = [large(random), large(random)]
    return { text: `-${left} - ${right}`, value: -left - right }
  },
  negativeSecond(random) {
    const [left, right] = [large(random), small(random)]
    return { text: `${left} * -${right}`, value: -left * right }
  },
  negativeResult(random) {
    const [left, more] = [large(random), large(random)]
    return { text: `${left} - ${left + more}`, value: -more }
  },
  brackets(random) {
    const [left, right] = [large(random), small(random)]
    return { text: `(-${left}) * ${right}`, value: -left * right }
  },
  chain(random) {
    const [first, left, right] = [large(random), small(random), small(random)]
    return { text: `${first} + ${left} * ${right}`, value: first + left * right }
  },
  typographic(random) {
    const [left, right] = [large(random), small(random)]
    return { text: `${left} × ${right}`, value: left * right }
  },
} satisfies Record<string, Draw>

/** A numbered problem, `3. 23 + 45`, perhaps with words before and after it. */
export function asks(
  number: number,
  draw: Draw,
  { before = '', after = '' }: { readonly before?: string; readonly after?: string } = {},
): Pattern<Asked> {
  const filled = ({ text, value }: ReturnType<Draw>) => {
    const said = `${before}${number}. ${text}${after}\n`
    return { text: said, found: { number, sum: { text, answers: [String(value)] }, before } }
  }
  return {
    expected: undefined,
    forgivesNewline: false,
    sample: filled({ text: '23 + 45', value: 68 }),
    speak(random) {
      const { text, found } = filled(draw(random))
      return { bytes: bytesOf(text), found }
    },
    hear: problem.hear,
  }
}

/** The answer to a sum: a number on a line, or without one; one with a fraction of nought is forgiven. */
export function answerTo({ answers }: Sum): Pattern {
  const right = answers[0] ?? ''
  return {
    expected: bytesOf(right),
    forgivesNewline: false,
    sample: { text: right, found: {} },
    speak: () => ({ bytes: bytesOf(`${right}\n`), found: {} }),
    hear(bytes, over) {
      const text = textOf(bytes)
      // The line end of the answer before may have come late.
      const [, lead = '', line = '', end = ''] = /^(\s*)([^\n]*)(\n?)/.exec(text) ?? []
      const isWhole = end !== '' || over
      if (line === '' || (!isWhole && line.trim() !== right)) return { is: 'unfinished' }
      if (Number(line) !== Number(right)) return { is: 'different' }
      const length = bytesOf(lead + line + end).length
      return { is: 'heard', length, found: {}, strict: line.trim() === right, complete: isWhole }
    },
  }
}

export const greeting = 'Hi! You need to solve 10 arithmetic problems:\n'

/** The greeting with the first problem, in one. */
export const asked = (draw: Draw) => talk().server(asks(1, draw, { before: greeting }))

/** So many problems, each answered rightly before the next. */
export function solved(count: number, draw: Draw) {
  const [first, ...others] = Array.from({ length: count }, (_, index) => index + 1)
  return others.reduce(
    (soFar, number) => soFar.server(asks(number, draw)).client(({ sum }) => answerTo(sum)),
    talk()
      .server(asks(first ?? 1, draw, { before: greeting }))
      .client(({ sum }) => answerTo(sum)),
  )
}

/** A conversation as it should go. */
export const example = talk()
  .server(`${greeting}1. 23 + 45\n`)
  .client('68\n')
  .server('2. 7 * 8\n')
  .client('54\n')
  .server("It's wrong!\n")
  .server.closes()
