import { expect, test } from 'vitest'
import { type Client, freshServer, word } from './server.ts'

const server = freshServer()

async function greeted(): Promise<Client> {
  const client = await server.current.connect()
  expect((await client.line()).trim()).not.toBe('')
  return client
}

async function acknowledges(...texts: readonly string[]): Promise<Client> {
  const client = await greeted()
  for (const text of texts) {
    client.send(`${text}\n`)
    expect((await client.line()).trim()).not.toBe('')
  }
  return client
}

test('greets', async () => void (await greeted()))
test('acknowledges a message', async () => void (await acknowledges(word())))
test('acknowledges several', async () => void (await acknowledges(word(), word(), word())))
test('acknowledges Cyrillic', async () => void (await acknowledges('Привет')))

test('closes at quit', async () => {
  const client = await greeted()
  client.send('quit\n')
  await client.seesClose()
})

test('closes where quit is a part', async () => {
  const client = await greeted()
  client.send(`${word()} quit ${word()}\n`)
  await client.seesClose()
})

test('does not acknowledge the quit', async () => {
  const client = await acknowledges(word())
  client.send('quit\n')
  expect(await client.rest()).not.toContain('Ok')
})

test('closes when the client leaves', async () => {
  const client = await acknowledges(word())
  client.finish()
  await client.seesClose()
})

test('ends, or serves the next client', async () => {
  const client = await acknowledges(word())
  client.send('quit\n')
  await client.seesClose()
  client.finish()
  await server.current.endsOr(async () => void (await acknowledges(word())))
})
