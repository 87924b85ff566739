import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import wrapAnsi from 'wrap-ansi'
import { specs } from '../../specs/index.ts'
import { checksOf } from '../spec/spec.ts'
import { languages } from '../spec/words.ts'
import { columnsOf, wrappedAt } from './width.ts'

test('a text takes as many columns as each of its characters, beside any other', () => {
  const wrong = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    .map((character) => `${character}a${character}`)
    .filter((text) => columnsOf(text) !== stringWidth(text))
  expect(wrong).toEqual([])
})

test('every sentence is broken into lines as wrap-ansi breaks it', () => {
  const sentences = specs
    .flatMap(checksOf)
    .flatMap(({ rule, why, hint }) =>
      languages.flatMap((each) => [rule[each], why[each], hint[each]]),
    )
  const odd = [
    '',
    ' ',
    'two  spaces',
    ' at the start',
    'at the end ',
    'w'.repeat(90),
    '\x1b[1mbold\x1b[22m',
    'a 👋 b',
    'one\ntwo',
  ]
  for (const width of [20, 33, 76]) {
    for (const text of [...sentences, ...odd]) {
      expect(wrappedAt(text, width)).toEqual(wrapAnsi(text, width, { hard: true }).split('\n'))
    }
  }
})
