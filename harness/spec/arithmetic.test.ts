import { describe, expect, test } from 'vitest'
import { findProblem } from './arithmetic.ts'

/** The likeliest answer to the first problem in a text. */
const answerTo = (text: string) => findProblem(text)?.sum.answers[0]

/** All answers that are accepted. */
const answersTo = (text: string) => findProblem(text)?.sum.answers

/** The number and the sum of the first problem, as they were written. */
const readIn = (text: string) => {
  const found = findProblem(text)
  return found && [found.number, found.sum.text]
}

describe('the number', () => {
  test('may be followed by a dot or a bracket', () => {
    expect(readIn('1. 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('7) 23 + 45')).toEqual([7, '23 + 45'])
    expect(readIn('10 . 23 + 45')).toEqual([10, '23 + 45'])
  })

  test('may stand right before the sum, without a space', () => {
    expect(readIn('1)23+45')).toEqual([1, '23+45'])
    expect(readIn('1.23+45')).toEqual([1, '23+45'])
    expect(readIn('1.-5 + 3')).toEqual([1, '-5 + 3'])
    expect(readIn('1.(2 + 3) * 4')).toEqual([1, '(2 + 3) * 4'])
  })

  test('may have a colon', () => {
    expect(readIn('1: 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('1 : 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('Hi! Solve 10 problems:\nProblem 1: 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('Question 2: 8 : 2 = ?')).toEqual([2, '8 : 2'])
  })

  test('may tell how many there are', () => {
    expect(readIn('Problem 1/10: 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('Problem 1 of 10. 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('Задача 1 из 10: 23 + 45')).toEqual([1, '23 + 45'])
  })

  test('may be missing', () => {
    expect(readIn('How much is 23 + 45?')).toEqual([undefined, '23 + 45'])
    expect(readIn('(2 + 3) * (4 + 1)')).toEqual([undefined, '(2 + 3) * (4 + 1)'])
    expect(readIn('8 : 2')).toEqual([undefined, '8 : 2'])
  })

  test('is the nearest one before the sum', () => {
    expect(readIn('You have 3 lives (of 3). Good luck! 1. 23 + 45')).toEqual([1, '23 + 45'])
    expect(readIn('Connected to 127.0.0.1:31337. 1. 23 + 45')).toEqual([1, '23 + 45'])
  })

  test('is not the whole part of a decimal', () => {
    expect(readIn('Version 2.5 - good luck! 1. 23 + 45')).toEqual([1, '23 + 45'])
  })

  test('is not a number in brackets that belongs to the sum', () => {
    expect(readIn('4. (-5) * (-3)')).toEqual([4, '(-5) * (-3)'])
    expect(readIn('4) (2 + 3) * (4 + 1)')).toEqual([4, '(2 + 3) * (4 + 1)'])
  })
})

describe('the words around', () => {
  test('may be English', () => {
    const greeting = 'Hi! You need to solve 10 arithmetic problems:\n1. 23 + 45\n'
    expect(readIn(greeting)).toEqual([1, '23 + 45'])
    expect(readIn('Problem 3. What is 23 + 45?\nYour answer: ')).toEqual([3, '23 + 45'])
  })

  test('may be Russian', () => {
    const greeting = 'Привет! Нужно решить 10 примеров.\nПример №1. Сколько будет 23 + 45?'
    expect(readIn(greeting)).toEqual([1, '23 + 45'])
    expect(readIn('Правильно, это 68. Пример 2) 3 + 4 = ?')).toEqual([2, '3 + 4'])
  })

  test('may be a prompt', () => {
    expect(readIn('> 1. 23 + 45\n> ')).toEqual([1, '23 + 45'])
    expect(readIn('1. 23 + 45 : ')).toEqual([1, '23 + 45'])
    expect(readIn('1. 23 + 45 -> ')).toEqual([1, '23 + 45'])
  })

  test('may ask with = and ?', () => {
    for (const ending of ['=', ' =', ' = ?', '=?', '?', ' = \n']) {
      expect(readIn(`1. 23 + 45${ending}`)).toEqual([1, '23 + 45'])
    }
  })

  test('are no problem by themselves', () => {
    expect(findProblem('')).toBeUndefined()
    expect(findProblem("It's wrong!\n")).toBeUndefined()
    expect(findProblem('You are connected, send smth\n')).toBeUndefined()
    expect(findProblem('1. 23')).toBeUndefined()
    expect(findProblem('1. 23 +')).toBeUndefined()
    expect(findProblem('1. 2.5 + 3')).toBeUndefined()
  })
})

describe('the answer', () => {
  test.each([
    ['23 + 45', '68'],
    ['23 - 45', '-22'],
    ['6 * 7', '42'],
    ['42 / 6', '7'],
    ['47 // 6', '7'],
    ['47 % 6', '5'],
    ['0 * 5', '0'],
  ])('to %s is %s', (sum, answer) => {
    expect(answersTo(`1. ${sum}\n`)).toEqual([answer])
  })

  test.each([
    ['6 × 7', '42'],
    ['6 · 7', '42'],
    ['6 x 7', '42'],
    ['6х7', '42'],
    ['42 ÷ 6', '7'],
    ['42 : 6', '7'],
    ['23 − 45', '-22'],
    ['23 – 45', '-22'],
  ])('to %s, with a typographic twin, is %s', (sum, answer) => {
    expect(answersTo(`1. ${sum}\n`)).toEqual([answer])
  })

  test.each([
    ['-5 + 3', '-2'],
    ['−5 + 3', '-2'],
    ['5 + -3', '2'],
    ['5 - -3', '8'],
    ['(-5) * (-3)', '15'],
    ['5 - (−3)', '8'],
    ['(23) + (45)', '68'],
    ['(23 + 45)', '68'],
    ['-5 * 0', '0'],
  ])('to %s, with negatives or brackets, is %s', (sum, answer) => {
    expect(answersTo(`1. ${sum}\n`)).toEqual([answer])
  })

  test.each([
    ['2 + 3 * 4', '14'],
    ['2 * 3 + 4', '10'],
    ['10 - 4 - 3', '3'],
    ['100 / 5 / 2', '10'],
    ['100 / 5 * 2', '40'],
    ['(2 + 3) * 4', '20'],
    ['2 * (3 + 4) - -1', '15'],
    ['17 % 5 * 2', '4'],
    ['1+2+3+4', '10'],
  ])('to %s, with the usual precedence, is %s', (sum, answer) => {
    expect(answersTo(`1. ${sum}\n`)).toEqual([answer])
  })
})

describe('an answer that the assignment leaves open', () => {
  test('is exact, rounded or whole where a division is not whole', () => {
    expect(answersTo('1. 7 / 2')).toEqual(['3.5', '3.50', '3'])
    expect(answersTo('1. 1 / 3')).toEqual(['0.3333333333333333', '0.33', '0.3', '0'])
    expect(answersTo('1. -7 / 2')).toEqual(['-3.5', '-3.50', '-4', '-3'])
  })

  test('is rounded down, as in Python, or towards nought, as in C, for negatives', () => {
    expect(answersTo('1. -7 // 2')).toEqual(['-4', '-3'])
    expect(answersTo('1. -7 % 3')).toEqual(['2', '-1'])
    expect(answersTo('1. 7 % -3')).toEqual(['-2', '1'])
  })

  test('is one answer only where all readings agree', () => {
    expect(answersTo('1. -8 // 2')).toEqual(['-4'])
    expect(answersTo('1. -9 % 3')).toEqual(['0'])
  })

  test('is none at all for a division by nought', () => {
    expect(answersTo('1. 5 / 0')).toEqual([])
    expect(answersTo('1. 5 % 0')).toEqual([])
  })
})

describe('of several sums in one text', () => {
  test('the first numbered one is the problem', () => {
    const text = '1. 2 + 3\n2. 4 + 5\n'
    const first = findProblem(text)
    expect(first).toMatchObject({ number: 1, sum: { text: '2 + 3' } })
    expect(readIn(text.slice(first?.end))).toEqual([2, '4 + 5'])
  })

  test('one with its result is feedback, not the problem', () => {
    expect(readIn('Correct! 23 + 45 = 68. 2. 3 + 4')).toEqual([2, '3 + 4'])
    expect(readIn('Correct! 3 - 5 = -2\n2. 3 + 4')).toEqual([2, '3 + 4'])
    expect(readIn('Correct! 1. 23 + 45 = 68. 2. 3 + 4')).toEqual([2, '3 + 4'])
    expect(findProblem('Correct! 23 + 45 = 68\n')).toBeUndefined()
  })

  test('a result is not the number of what follows', () => {
    expect(findProblem('It’s wrong! 23 + 45 = 68. Your score: 2/10')?.number).toBeUndefined()
  })

  test('a score is no numbered problem', () => {
    expect(findProblem('You win! 10/10')?.number).toBeUndefined()
    expect(findProblem('You win! Your score: 10/10.\n')?.number).toBeUndefined()
    expect(readIn('Correct! Score: 1/10. 2. 3 + 4')).toEqual([2, '3 + 4'])
    expect(readIn('Correct (1/10). 2. 3 + 4')).toEqual([2, '3 + 4'])
  })

  test('the problem ends where its last operand ends', () => {
    const text = 'Hi!\n1. 23 + 45 = ?\n'
    expect(text.slice(0, findProblem(text)?.end)).toBe('Hi!\n1. 23 + 45')
  })

  test('what has come so far is read again as more comes', () => {
    expect(answerTo('1. 23 + 4')).toBe('27')
    expect(answerTo('1. 23 + 45')).toBe('68')
    expect(answerTo('1. 23 + 45 * 2')).toBe('113')
  })

  test('a flood of them is read in a moment', { timeout: 20_000 }, () => {
    const texts = ['2) 3 + 4\n', '2. Wrong!\n', '1 ', '-', '10.']
    for (const text of texts) findProblem(text.repeat(20_000))
  })
})
