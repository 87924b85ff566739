import { describe, expect, test } from 'vitest'
import { bytesOf, textOf } from './bytes.ts'
import {
  anyWords,
  exactly,
  hole,
  lineLike,
  message,
  newlineForgiven,
  type Pattern,
  patternOf,
  scattered,
  some,
  within,
} from './pattern.ts'
import { randomFrom } from './random.ts'

/** What a pattern makes of a text of which more may come. */
const hears = (pattern: Pattern, text: string) => pattern.hear(bytesOf(text), false)

/** What it makes of a text that is all there is. */
const hearsAll = (pattern: Pattern, text: string) => pattern.hear(bytesOf(text), true)

describe('exactly', () => {
  test('hears these bytes as soon as they are whole', () => {
    expect(hears(exactly('hello'), '').is).toBe('unfinished')
    expect(hears(exactly('hello'), 'hel').is).toBe('unfinished')
    expect(hears(exactly('hello'), 'hello')).toMatchObject({ is: 'heard', length: 5, strict: true })
  })

  test('is over with the first byte that differs', () => {
    expect(hears(exactly('hello'), 'help').is).toBe('different')
    expect(hears(exactly('hello'), 'Hello').is).toBe('different')
  })

  test('leaves what follows for the next to listen', () => {
    expect(hears(exactly('hello'), 'hello, world')).toMatchObject({ is: 'heard', length: 5 })
  })

  test('counts bytes, not letters', () => {
    expect(hears(exactly('жук'), 'жук')).toMatchObject({ is: 'heard', length: 6 })
  })

  test('is what plain words and bytes stand for', () => {
    expect(hears(patternOf('hello'), 'hello').is).toBe('heard')
    expect(hears(patternOf(bytesOf('hello')), 'help').is).toBe('different')
    const pattern = within('hello')
    expect(patternOf(pattern)).toBe(pattern)
  })

  test('forgives no newline, unless it is said so', () => {
    expect(exactly('hello').forgivesNewline).toBe(false)
    expect(newlineForgiven('hello').forgivesNewline).toBe(true)
    expect(hears(newlineForgiven('hello'), 'hello\n')).toMatchObject({ is: 'heard', length: 5 })
  })
})

describe('within', () => {
  test('hears the words wherever they stand', () => {
    expect(hears(within('hello'), 'hello')).toMatchObject({ is: 'heard', length: 5 })
    expect(hears(within('hello'), 'Echo: hello\n')).toMatchObject({ is: 'heard', length: 11 })
  })

  test('waits for them as long as they may come', () => {
    expect(hears(within('hello'), 'Echo: hel').is).toBe('unfinished')
    expect(hearsAll(within('hello'), 'goodbye').is).toBe('unfinished')
  })

  test('takes no beginning for the whole', () => {
    expect(hears(within('aab'), 'aaab')).toMatchObject({ is: 'heard', length: 4 })
  })

  test('refuses what may not stand around them', () => {
    expect(hears(within('hello', { butNo: '\t' }), '\thello').is).toBe('different')
    expect(hears(within('hello', { butNo: '\t' }), ' hello').is).toBe('heard')
  })
})

describe('scattered', () => {
  test('hears the bytes in their order, whatever stands between', () => {
    expect(hears(scattered('hello'), '> hel\n> lo\n')).toMatchObject({ is: 'heard', length: 10 })
  })

  test('misses a byte that is lost or out of order', () => {
    expect(hearsAll(scattered('hello'), 'helo, world').is).toBe('unfinished')
    expect(hearsAll(scattered('abc'), 'acb').is).toBe('unfinished')
  })
})

describe('some', () => {
  test('is done with the usual words at once', () => {
    expect(hears(some('Ok\n'), 'Ok\n')).toMatchObject({ is: 'heard', length: 3, complete: true })
    expect(hears(some('Ok\n'), 'O').is).toBe('unfinished')
  })

  test('takes any other words, once the speaker has stopped', () => {
    expect(hears(some('Ok\n'), 'Fine')).toMatchObject({ is: 'heard', length: 4, complete: false })
    expect(hearsAll(some('Ok\n'), 'O')).toMatchObject({ is: 'heard', length: 1, strict: true })
  })

  test('is content with the first of other words where it is wanted soon', () => {
    const soon = some('Ok\n', { soon: true })
    expect(hears(soon, 'F')).toMatchObject({ is: 'heard', length: 1, complete: true })
    expect(hears(soon, 'O').is).toBe('unfinished')
    expect(hearsAll(soon, '').is).toBe('unfinished')
  })

  test('does not take silence for an answer', () => {
    expect(hearsAll(some('Ok\n'), '').is).toBe('unfinished')
  })
})

describe('a line of which the lesson gives an example', () => {
  const line = lineLike('greeting', 'Welcome!\n')

  test('is heard strictly in the words of the lesson', () => {
    expect(hears(line, 'Welcome!\n')).toMatchObject({ is: 'heard', strict: true, complete: true })
    expect(hears(line, 'Welcome!').is).toBe('unfinished')
  })

  test('is forgiven in other words, and without its newline', () => {
    expect(hears(line, 'Hello\n')).toMatchObject({ is: 'heard', strict: false, complete: false })
    expect(hearsAll(line, 'Welcome!')).toMatchObject({ is: 'heard', strict: false })
  })

  test('is not forgiven when it is empty', () => {
    expect(hearsAll(line, '').is).toBe('unfinished')
    expect(hearsAll(line, ' \r\n').is).toBe('unfinished')
  })

  test('is bound under its name, without what follows it', () => {
    expect(hears(line, 'Hello\n')).toMatchObject({ found: { greeting: 'Hello\n' } })
    expect(hears(line, 'Welcome!\nWho are you?\n')).toMatchObject({
      length: 9,
      found: { greeting: 'Welcome!\n' },
    })
  })

  test('is strict in any words, where its wording is another rule', () => {
    expect(hearsAll(anyWords('greeting', 'Welcome!\n'), 'Hello')).toMatchObject({
      is: 'heard',
      strict: true,
      found: { greeting: 'Hello' },
    })
    expect(hearsAll(anyWords('greeting', 'Welcome!\n'), '').is).toBe('unfinished')
  })
})

describe('a message with holes', () => {
  const name = hole('name', 'Ann', (random) => random.text('abc', 5))
  const age = hole('age', '21', (random) => String(random.between(1, 99)))
  const both = message`I am ${name}, ${age}.\n`

  test('is spoken with its holes filled, and tells with what', () => {
    const { bytes, found } = both.speak(randomFrom(1, 'holes'))
    expect(textOf(bytes)).toBe(`I am ${found.name}, ${found.age}.\n`)
    expect(found.name).toMatch(/^[abc]{5}$/)
  })

  test('is spoken the same for the same seed, and otherwise for another', () => {
    const spoken = (seed: number) => textOf(both.speak(randomFrom(seed, 'holes')).bytes)
    expect(spoken(1)).toBe(spoken(1))
    expect(spoken(1)).not.toBe(spoken(2))
  })

  test('is shown with samples in its holes', () => {
    expect(both.sample).toEqual({ text: 'I am Ann, 21.\n', found: { name: 'Ann', age: '21' } })
  })

  test('expects no fixed words', () => {
    expect(both.expected).toBeUndefined()
    expect(name.expected).toBeUndefined()
  })

  test('hears anything but silence', () => {
    expect(hears(name, '').is).toBe('unfinished')
    expect(hears(name, 'Bob')).toMatchObject({ is: 'heard', found: { name: 'Bob' } })
  })
})

test('fixed words are spoken as they are, and shown as expected', () => {
  for (const pattern of [exactly('Ok\n'), within('Ok\n'), scattered('Ok\n'), some('Ok\n')]) {
    expect(textOf(pattern.speak(randomFrom(1, 'any')).bytes)).toBe('Ok\n')
    expect(pattern.expected).toEqual(bytesOf('Ok\n'))
    expect(pattern.sample.text).toBe('Ok\n')
  }
})
