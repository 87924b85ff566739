import { test } from 'vitest'
import { freshServer, word } from './server.ts'

const server = freshServer()

async function collects(...pieces: readonly string[]): Promise<void> {
  const client = await server.current.connect()
  for (const piece of pieces) client.send(piece)
  client.finish()
  await client.seesClose()
  await server.current.prints(pieces.join(''))
}

test('prints a line', () => collects(word()))
test('prints 5,000 bytes that come in pieces', () =>
  collects(...Array.from({ length: 5 }, () => word().padEnd(1000, 'x'))))

test('says nothing', async () => {
  const client = await server.current.connect()
  await client.hearsNoMore()
  client.send(word())
  await client.hearsNoMore()
  client.finish()
  await client.hearsNoMore()
})

test('waits through a pause', async () => {
  const client = await server.current.connect()
  client.send(word())
  await client.hearsNothing()
  client.send(word())
  client.finish()
})

test('closes after the client has finished', async () => {
  const client = await server.current.connect()
  client.send(word())
  await client.hearsNothing()
  client.finish()
  await client.seesClose()
})

test('takes a client that sends nothing', async () => {
  const client = await server.current.connect()
  client.finish()
  await client.seesClose()
  await server.current.endsOr(() => collects(word()))
})

test('ends, or serves the next client', async () => {
  await collects(word())
  await server.current.endsOr(() => collects(word()))
})
