import { test } from 'vitest'
import { freshServer, word } from './server.ts'

const server = freshServer()

async function echoes(...texts: readonly string[]): Promise<void> {
  const client = await server.current.connect()
  for (const text of texts) {
    client.send(text)
    await client.hears(text)
  }
}

test('returns a message', () => echoes(word()))
test('returns a message with a newline', () => echoes(`${word()}\n`))
test('returns several messages', () => echoes(word(), word(), word()))
test('returns any text', () => echoes('  Привет, мир 👋  '))
test('returns a long message', () => echoes('a0b1c2d3e4'.repeat(1000)))

test('says nothing else', async () => {
  const client = await server.current.connect()
  await client.hearsNothing()
  const text = word()
  client.send(text)
  await client.hears(text)
  await client.hearsNoMore()
})

test('closes after the client', async () => {
  const client = await server.current.connect()
  const text = word()
  client.send(text)
  client.finish()
  await client.hears(text)
  await client.seesClose()
})

test('ends, or serves the next client', async () => {
  const client = await server.current.connect()
  const text = word()
  client.send(text)
  await client.hears(text)
  client.finish()
  await client.seesClose()
  await server.current.endsOr(() => echoes(word()))
})
