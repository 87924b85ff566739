import { describe, expect, test } from 'vitest'
import { textOf } from './bytes.ts'
import { message, some } from './pattern.ts'
import { randomFrom } from './random.ts'
import { rounds, type Step, staying, type Talk, talk, talkToNobody } from './talk.ts'
import { word } from './texts.ts'

/** Who does what, turn by turn. */
const turns = (conversation: Talk<object>) =>
  conversation.steps.map(({ by, does }) => `${by} ${does}`)

/** What a turn says, given what was said before. */
function words(step: Step | undefined, bound: object = {}): string {
  if (!step || !('what' in step)) throw new Error('this turn says nothing')
  return textOf(step.what(bound).speak(randomFrom(1, 'talk')).bytes)
}

test('a conversation begins with a client that connects', () => {
  expect(talk().steps).toEqual([{ by: 'client', does: 'connects', over: 'any' }])
  expect(talk({ over: 'ipv6' }).steps).toEqual([{ by: 'client', does: 'connects', over: 'ipv6' }])
})

test('it is told in the order in which it is written', () => {
  const conversation = talk()
    .server.waits()
    .client('hello')
    .server('hellohello')
    .client.pauses()
    .server.stays()
    .client.finishes()
    .server.addsNothing()
    .server.closes()
    .nextClient()
    .server.maySay('welcome')
    .client.leaves()
    .server.prints('hello')
    .server.ends()
  expect(turns(conversation)).toEqual([
    'client connects',
    'server waits',
    'client says',
    'server says',
    'client pauses',
    'server stays',
    'client finishes',
    'server adds-nothing',
    'server closes',
    'client connects',
    'server may-say',
    'client leaves',
    'server prints',
    'server ends',
  ])
})

test('the user of a client is a third voice', () => {
  const conversation = talk()
    .user(word('text'))
    .client(({ text }) => text)
    .server('hellohello', { piecesOf: 3 })
    .client.prints(/hellohello/)
    .client.prints(({ text }) => text)
    .user.leaves()
    .client.addsNothing()
    .client.ends()
  expect(turns(conversation)).toEqual([
    'client connects',
    'user says',
    'client says',
    'server says',
    'client prints',
    'client prints',
    'user leaves',
    'client adds-nothing',
    'client ends',
  ])
  expect(words(conversation.steps[2], { text: 'hello' })).toBe('hello')
})

test('a client may find nobody', () => {
  expect(turns(talkToNobody().client.givesUp())).toEqual(['client finds-nobody', 'client gives-up'])
})

test('a turn added to a conversation leaves the shorter one as it was', () => {
  const short = talk().client('hello')
  const long = short.server('hellohello').client.leaves()
  expect(short.steps).toHaveLength(2)
  expect(long.steps).toHaveLength(4)
})

describe('a turn', () => {
  test('says fixed words', () => {
    expect(words(talk().client('hello').steps[1])).toBe('hello')
  })

  test('says a pattern, whose holes are filled when it is spoken', () => {
    expect(words(talk().client(message`${word('name')}\n`).steps[1])).toMatch(/^[a-zA-Z]{8,12}\n$/)
  })

  test('answers with what was said before', () => {
    const conversation = talk()
      .client(word('name'))
      .server(({ name }) => `Hi, ${name}!`)
    expect(words(conversation.steps[2], { name: 'Ann' })).toBe('Hi, Ann!')
  })

  test('may be forgiven its wording', () => {
    const conversation = talk().server(some('Welcome!'))
    expect(words(conversation.steps[1])).toBe('Welcome!')
  })

  test('is sent in one segment, unless another delivery is named', () => {
    const conversation = talk().client('hello').client('hello', 'byte-by-byte')
    expect(conversation.steps.slice(1)).toMatchObject([
      { does: 'says', delivery: 'whole' },
      { does: 'says', delivery: 'byte-by-byte' },
    ])
  })

  test('may end the program or serve the client who comes next', () => {
    const next = talk().client('hello')
    const conversation = talk().server.endsOrServes(next)
    expect(conversation.steps[1]).toEqual({ by: 'server', does: 'ends-or-serves', next })
  })
})

test('rounds repeat a turn under its number, from 1 on', () => {
  const counting = rounds(3, talk(), (soFar, number) => soFar.client(`message ${number}`))
  expect(counting.steps.slice(1).map((step) => words(step))).toEqual([
    'message 1',
    'message 2',
    'message 3',
  ])
})

test('a client who stays does all but leave', () => {
  const conversation = talk().client('hello').server('hello').client.leaves()
  expect(turns(staying(conversation))).toEqual(['client connects', 'client says', 'server says'])
})
