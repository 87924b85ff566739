import { describe, expect, test } from 'vitest'
import { bytesOf } from './bytes.ts'
import { printed } from './printed.ts'
import { randomFrom } from './random.ts'

/** How a text counts as printed by an output: strictly, leniently, or not at all. */
function judged(text: string, output: string): 'strict' | 'lenient' | 'not printed' {
  const hearing = printed(text).hear(bytesOf(output), true)
  if (hearing.is !== 'heard') return 'not printed'
  return hearing.strict ? 'strict' : 'lenient'
}

const hex = (text: string, separator: string) =>
  [...bytesOf(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(separator)

describe('strictly printed is', () => {
  test.each([
    ['the text itself', 'HelloWorld\n'],
    ['the text without a newline', 'HelloWorld'],
    ['the text among other words', 'Listening on 1090\nReceived: HelloWorld (10 bytes)\nBye\n'],
    ['the text in pieces with line ends between', 'Hello\nWor\r\nld\n'],
    ['the text in quotes', '"HelloWorld"\n'],
    ['the bytes as Python shows them', "b'HelloWorld'\n"],
    ['the bytes in a list, one literal a piece', "[b'Hello', b'World']\n"],
    ['the bytes in double quotes', 'b"HelloWorld"\n'],
    ['a literal a line, each after a label', "got b'Hello'\ngot b'World'\n"],
    ['a bytearray', "bytearray(b'HelloWorld')\n"],
  ])('%s', (_, output) => {
    expect(judged('HelloWorld', output)).toBe('strict')
  })

  test('a literal with escapes', () => {
    expect(judged("it's", `b"it's"`)).toBe('strict')
    expect(judged("it's", String.raw`b'it\'s'`)).toBe('strict')
    expect(judged('back\\slash', String.raw`b'back\\slash'`)).toBe('strict')
    expect(judged('tab\there', String.raw`b'tab\there'`)).toBe('strict')
    expect(judged('жук', String.raw`b'\xd0\xb6\xd1\x83\xd0\xba'`)).toBe('strict')
  })
})

describe('leniently printed is', () => {
  test.each([
    ['hex pairs, apart', '<Buffer 48 65 6c 6c 6f 57 6f 72 6c 64>'],
    ['hex pairs, run together', '48656c6c6f576f726c64'],
    ['hex pairs in capitals', '48656C6C6F576F726C64'],
    ['hex pairs after 0x', '0x48 0x65 0x6c 0x6c 0x6f 0x57 0x6f 0x72 0x6c 0x64'],
    ['decimal numbers', '[72, 101, 108, 108, 111, 87, 111, 114, 108, 100]'],
    ['decimal numbers, as Go shows them', '[72 101 108 108 111 87 111 114 108 100]'],
  ])('a text in %s', (_, output) => {
    expect(judged('HelloWorld', output)).toBe('lenient')
  })

  test('a long text with a label before each piece', () => {
    const text = 'HelloWorld'.repeat(30)
    const pieces = text.match(/.{1,64}/g) ?? []
    expect(judged(text, pieces.map((piece) => `Received: ${piece}\n`).join(''))).toBe('lenient')
  })
})

describe('not printed is', () => {
  test.each([
    ['nothing at all', ''],
    ['another text', 'Goodbye\n'],
    ['a text that lacks its first letter', 'elloWorld\n'],
    ['a text that lacks its last letter', 'HelloWorl\n'],
    ['a text in another case', 'helloworld\n'],
    ['a text whose pieces are in the wrong order', 'World\nHello\n'],
    ['a list of literals that lacks one', "[b'Hello', b'Wor']\n"],
    ['a shortened buffer', '<Buffer 48 65 6c 6c 6f ... 5 more bytes>'],
  ])('%s', (_, output) => {
    expect(judged('HelloWorld', output)).toBe('not printed')
  })

  test('a long text of which one letter is missing', () => {
    const text = 'HelloWorld'.repeat(500)
    expect(judged(text, text.slice(1))).toBe('not printed')
    expect(judged(text, hex(text.slice(0, -1), ' '))).toBe('not printed')
  })
})

test('a mebibyte is found as itself, in lines, and in one literal', () => {
  const text = randomFrom(1, 'mebibyte').text('abcdefghijklmnopqrstuvwxyz', 1024 * 1024)
  expect(judged(text, text)).toBe('strict')
  expect(judged(text, `b'${text}'\n`)).toBe('strict')
  expect(judged(text, text.replace(/.{1000}/g, '$&\n'))).toBe('strict')
})

test('it is spoken as the text, which is also its sample', () => {
  const { sample, expected } = printed('hello, world!')
  expect(sample.text).toBe('hello, world!')
  expect(expected).toEqual(bytesOf('hello, world!'))
})
