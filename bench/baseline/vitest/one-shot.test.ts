import { test } from 'vitest'
import { type Client, freshServer, word } from './server.ts'

const server = freshServer()

async function isAnswered(client: Client, text = word()): Promise<void> {
  client.send(text)
  await client.hears(`Сервер получил: ${text}`)
}

async function answers(text = word()): Promise<Client> {
  const client = await server.current.connect()
  await isAnswered(client, text)
  return client
}

test('answers, and nothing else', async () => {
  const client = await answers()
  await client.hearsNoMore()
})

test('answers a Cyrillic message', async () => void (await answers('Привет, сервер!')))

test('waits for the client', async () => {
  const client = await server.current.connect()
  await client.hearsNothing()
})

test('closes after the answer', async () => {
  const client = await answers()
  await client.seesClose()
})

test('answers a dozen clients', async () => {
  for (let count = 0; count < 12; count++) {
    const client = await answers()
    client.finish()
  }
})

test('answers five who are there at once', async () => {
  const clients: Client[] = []
  for (let count = 0; count < 5; count++) clients.push(await server.current.connect())
  for (const client of clients) {
    await isAnswered(client)
    client.finish()
  }
})

test('takes a client that leaves without a word', async () => {
  const client = await server.current.connect()
  client.finish()
  await answers()
})
