import { test } from 'vitest'
import { freshServer, word } from './server.ts'

const server = freshServer()

async function doubles(...texts: readonly string[]): Promise<void> {
  const client = await server.current.connect()
  for (const text of texts) {
    client.send(text)
    await client.hears(text.trim().repeat(2))
  }
  client.finish()
}

test('doubles a word', () => doubles(word()))
test('doubles several', () => doubles(word(), word(), word()))
test('takes digits for text', () => doubles('21', '0042'))
test('strips white space', () => doubles(`  ${word()} `, `${word()}\n`))
test('doubles Cyrillic', () => doubles('Привет'))
test('doubles 400 letters', () => doubles('abcdefgh'.repeat(50)))

test('says nothing else', async () => {
  const client = await server.current.connect()
  await client.hearsNothing()
  client.send('hello')
  await client.hears('hellohello')
  await client.hearsNoMore()
})

test('serves the next client', async () => {
  await doubles(word())
  await doubles(word())
})
