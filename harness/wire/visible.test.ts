import { describe, expect, test } from 'vitest'
import { visible, visibleCells, visibleLines } from './visible.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('bytes as a person can read them', () => {
  test('show text as itself, in any language', () => {
    expect(visible(bytes('Hello,Привет,👋'))).toBe('Hello,Привет,👋')
  })

  test('show white space as symbols', () => {
    expect(visible(bytes('a b\tc\r\n'))).toBe('a␠b⇥c␍⏎')
  })

  test('show control characters as symbols or numbers, so that none can move a cursor', () => {
    expect(visible(bytes('\x00\x1b[2J\x7f'))).toBe('␀␛[2J␡')
    expect(visible(bytes('\x07\x08\x0b'))).toBe('\\x07\\x08\\x0b')
    expect(visible(bytes('\u009b2J'))).toBe('\\xc2\\x9b2J')
  })

  test('show what can’t be seen as its bytes', () => {
    expect(visible(bytes('a\u00a0b'))).toBe('a\\xc2\\xa0b')
    expect(visible(bytes('a\u200bb'))).toBe('a\\xe2\\x80\\x8bb')
    expect(visible(bytes('\ufeffa'))).toBe('\\xef\\xbb\\xbfa')
    expect(visible(bytes('\u202eabc'))).toBe('\\xe2\\x80\\xaeabc')
    expect(visible(bytes('e\u0301'))).toBe('e\\xcc\\x81')
  })

  test.each([
    ['a byte that begins no character', [0xff, 0x41], '\\xffA'],
    ['a byte that only continues one', [0x80, 0x41], '\\x80A'],
    ['a character that is cut off', [0x41, 0xd0], 'A\\xd0'],
    ['a character that another interrupts', [0xe2, 0x82, 0x41], '\\xe2\\x82A'],
    ['an overlong form', [0xc0, 0x80], '\\xc0\\x80'],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['a number beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\\xf4\\x90\\x80\\x80'],
  ])('show %s as what it is', (_, values, shown) => {
    expect(visible(Uint8Array.from(values))).toBe(shown)
  })

  test('are nothing where there are none', () => {
    expect(visible(new Uint8Array())).toBe('')
    expect(visibleCells(new Uint8Array())).toEqual([])
  })
})

test('each cell tells how many bytes it stands for, and together they are all', () => {
  const everything = Uint8Array.from([...bytes('aж👋\n'), 0xff, 0xd0])
  const cells = visibleCells(everything)
  expect(cells.map((cell) => cell.bytes)).toEqual([1, 2, 4, 1, 1, 1])
  expect(cells.reduce((sum, cell) => sum + cell.bytes, 0)).toBe(everything.length)
})

describe('a program’s output as lines', () => {
  const lines = (text: string) => visibleLines(bytes(text))

  test('is divided at every line end', () => {
    expect(lines('one\ntwo\r\nthree')).toEqual(['one', 'two', 'three'])
    expect(lines('one\n\ntwo\n')).toEqual(['one', '', 'two'])
  })

  test('has no line after the last line end, and none where there is no output', () => {
    expect(lines('one\n')).toEqual(['one'])
    expect(lines('')).toEqual([])
  })

  test('keeps its spaces and shows a tab as four', () => {
    expect(lines('  File "a.py", line 1\n\tat b')).toEqual(['  File "a.py", line 1', '    at b'])
  })

  test('shows no control character as itself', () => {
    expect(lines('\x1b[31mred\x1b[0m\x07')).toEqual(['␛[31mred␛[0m\\x07'])
  })
})

test('a program’s own symbols are not taken for white space', () => {
  expect(visibleLines(new TextEncoder().encode('press ⏎ now'))).toEqual(['press ⏎ now'])
})
