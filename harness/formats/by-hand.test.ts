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

const submission = { title: 'client.py', language: 'Python', command: 'python3 client.py', port: 9 }
const server = { submission }

const letters = [...'abcdefghijkl']

test('each message of a client is said a second after the one before', () => {
  expect(commandByHand(conversation(['qu', 'it'], false), server, false)).toBe(
    "(printf 'qu'; sleep 1; printf 'it') | nc -q1 127.0.0.1 9",
  )
})

test('a text that was cut into many segments is said as one', () => {
  expect(commandByHand(conversation(letters, false), server, false)).toBe(
    "printf 'abcdefghijkl' | nc -q1 127.0.0.1 9",
  )
})

test('nobody is asked to type a long conversation', () => {
  expect(commandByHand(conversation(letters, true), server, false)).toBe('')
})

test('of a client under test, its server and its user are played', () => {
  const typed = { kind: 'typed', at: 0, bytes: bytes('hello\n') } as const
  const [connected, ...turns] = conversation(['hello'], true)
  const check = [connected as ReportedEvent, typed, ...turns]
  expect(commandByHand(check, { submission, role: 'client' }, false)).toBe(
    "(sleep 2; printf 'hello') | nc -l 9 & sleep 1; (sleep 1; printf 'hello\\n'; sleep 1; true) | python3 client.py",
  )
})

test('a client that finds nobody is only started', () => {
  expect(commandByHand([], { submission, role: 'client' }, false)).toBe('python3 client.py')
})
