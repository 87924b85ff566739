/** How a quiz is talked through: problems read, answers worked out, endings told apart. */
import { findProblem, type Sum } from '../harness/spec/arithmetic.ts'
import { bytesOf, textOf } from '../harness/spec/bytes.ts'
import { CannotJudge, RuleBroken } from '../harness/spec/failure.ts'
import type { Pattern } from '../harness/spec/pattern.ts'
import type { Client, Scene, Stage } from '../harness/spec/stage.ts'
import { talk } from '../harness/spec/talk.ts'

/** A problem as it was heard, with the words before it. */
export interface Asked {
  readonly number: number | undefined
  readonly sum: Sum
  readonly before: string
}

/** A numbered problem: `1. 23 + 45`, words around it allowed. */
export const problem: Pattern<Asked> = {
  expected: undefined,
  forgivesNewline: false,
  sample: {
    text: '1. 23 + 45',
    found: { number: 1, sum: { text: '23 + 45', answers: ['68'] }, before: '' },
  },
  speak(random) {
    const [left, right] = [random.between(2, 99), random.between(2, 99)]
    const text = `${left} + ${right}`
    const sum = { text, answers: [String(left + right)] }
    return { bytes: bytesOf(`1. ${text}\n`), found: { number: 1, sum, before: '' } }
  },
  hear(bytes, over) {
    const text = textOf(bytes)
    // What may be left of the problem before: its `= ?`, its prompt, its line end.
    const start = /^[\s=?>]*/.exec(text)?.[0].length ?? 0
    const found = findProblem(text.slice(start))
    if (!found) return { is: 'unfinished' }
    const end = start + found.end
    const before = text.slice(0, end)
    return {
      is: 'heard',
      length: bytesOf(before).length,
      found: { number: found.number, sum: found.sum, before },
      strict: true,
      // Digits or another operand could still follow, unless something that ends a sum has come.
      complete: over || /^[^\S\n]*(?:[=?\n]|\p{L})/u.test(text.slice(end)),
    }
  },
}

/** Whether anything was said before a problem: a greeting is made of letters. */
export function isGreeted({ before, sum }: Asked): boolean {
  return /\p{L}/u.test(before.slice(0, before.length - sum.text.length))
}

/** One user who is asked a problem, and leaves. */
export const served = talk().server(problem).client.leaves()

/** Works out the answer to a problem. */
export type Solve = (sum: Sum) => string

/** How an ambiguous sum (7 / 2, -7 % 3) may be meant: as many readings are tried. */
const readings = [0, 1, 2, 3, 4]

/**
 * A scene in which sums whose answer the assignment leaves open don't count against the server: when
 * it refuses one reading of such a sum, the scene is played again with the next.
 */
export function fairly(play: (stage: Stage, solve: Solve) => Promise<void>): Scene {
  return async (stage) => {
    let ambiguous: Sum | undefined
    for (const reading of readings) {
      ambiguous = undefined
      try {
        return await play(stage, (sum) => {
          ambiguous = sum.answers.length > 1 ? sum : undefined
          return sum.answers[reading] ?? sum.answers[0] ?? '0'
        })
      } catch (error) {
        if (!(error instanceof RuleBroken) || !ambiguous) throw error
      }
    }
    const { text, answers } = ambiguous as unknown as Sum
    throw new CannotJudge(`the answer to "${text}" is ambiguous: tried ${answers.join(', ')}`)
  }
}

/** Answers `count` problems rightly, and returns them. */
export async function answers(client: Client, count: number, solve: Solve): Promise<Asked[]> {
  const asked: Asked[] = []
  for (let number = 1; number <= count; number++) {
    const heard = await client.hears(problem)
    asked.push(heard)
    await answer(client, solve(heard.sum))
  }
  return asked
}

/** Answers as a terminal client does: with a newline. */
export async function answer(client: Client, text: string): Promise<void> {
  await client.says(`${text}\n`)
}

/** An answer that is a number, and wrong in every reading. */
export function wrongAnswerTo(sum: Sum): string {
  const around = Math.trunc(Number(sum.answers[0] ?? 0))
  const candidates = Array.from(
    { length: sum.answers.length + 1 },
    (_, index) => around + 3 + index,
  )
  return String(candidates.find((candidate) => !sum.answers.includes(String(candidate))))
}

/** All that the server says to what the client said last, up to its close: words, but no problem. */
export async function lastWords(client: Client, mayGoOn: boolean): Promise<string> {
  const received = await client.hearsReply()
  const words = textOf(received)
  // Words that look like a problem ("10. Time: 12:30") are none if the server has closed behind them.
  const asksOn = !client.closed && findProblem(words)?.number !== undefined
  if (asksOn && !mayGoOn) throw new RuleBroken({ code: 'went-on', received })
  if (words.trim() === '') {
    // Nothing was said: a close, a crash or a silence, which listening once more tells apart.
    await client.hears(problem)
  }
  return words
}

/** Gives a wrong answer to the problem that has just been heard, and sees it refused. */
export async function isRefused(client: Client, wrong: string): Promise<string> {
  // What belongs to the problem has to be out before the answer to a wrong one can be told from it.
  await client.hearsOut()
  await answer(client, wrong)
  const words = await lastWords(client, false)
  await client.seesClose()
  return words
}

/** Gives `right` right answers and then a wrong one; returns what the server says to that. */
export async function failsAfter(client: Client, right: number, solve: Solve): Promise<string> {
  await answers(client, right, solve)
  const { sum } = await client.hears(problem)
  return isRefused(client, wrongAnswerTo(sum))
}

/** Gives ten right answers; returns what the server says then. */
export async function wins(client: Client, solve: Solve): Promise<string> {
  await answers(client, 9, solve)
  const { sum } = await client.hears(problem)
  await client.hearsOut()
  await answer(client, solve(sum))
  return lastWords(client, true)
}
