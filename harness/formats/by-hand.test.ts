import { expect, test } from 'vitest'
import type { ReportedEvent } from '../report/schema.ts'
import { commandByHand } from './by-hand.ts'

const bytes = (text: string) => ({
  length: text.length,
  text,
  base64: Buffer.from(text).toString('base64'),
})

/** A client, number 1, who is answered what he says, or speaks on without an answer. */
function conversation(messages: readonly string[], answered: boolean): ReportedEvent[] {
  const turns = messages.flatMap((text): ReportedEvent[] => {
    const said = { kind: 'bytes', connection: 1, at: 0, bytes: bytes(text) } as const
    const turn: ReportedEvent = { ...said, by: 'client' }
    return answered ? [turn, { ...said, by: 'server' }] : [turn]
  })
  return [{ kind: 'connected', connection: 1, at: 0, address: '127.0.0.1', port: 9 }, ...turns]
}

const letters = [...'abcdefghijkl']

test('each message of a client is said a second after the one before', () => {
  expect(commandByHand(conversation(['qu', 'it'], false), 9, false)).toBe(
    "(printf 'qu'; sleep 1; printf 'it') | nc -q1 127.0.0.1 9",
  )
})

test('a text that was cut into many segments is said as one', () => {
  expect(commandByHand(conversation(letters, false), 9, false)).toBe(
    "printf 'abcdefghijkl' | nc -q1 127.0.0.1 9",
  )
})

test('nobody is asked to type a long conversation', () => {
  expect(commandByHand(conversation(letters, true), 9, false)).toBe('')
})
