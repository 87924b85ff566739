import { expect, test } from 'vitest'
import { type Client, freshServer } from './server.ts'

const server = freshServer()

interface Problem {
  readonly number: number
  readonly sum: string
  readonly answer: number
}

const pattern = /(\d+)[.)]\s*(-?\d+)\s*([-+*/×·÷−:])\s*(-?\d+)/

/** The next line that asks something. */
async function asked(client: Client): Promise<Problem> {
  for (;;) {
    const found = pattern.exec(await client.line())
    if (!found) continue
    const [, number, left, operator, right] = found.map(String)
    const [a, b] = [Number(left), Number(right)]
    const answers = { '+': a + b, '-': a - b, '−': a - b, '*': a * b, '×': a * b, '·': a * b }
    const answer = answers[operator as keyof typeof answers] ?? Math.trunc(a / b)
    return { number: Number(number), sum: `${left}${operator}${right}`, answer }
  }
}

async function solves(client: Client, count: number): Promise<Problem[]> {
  const problems: Problem[] = []
  for (let number = 1; number <= count; number++) {
    const problem = await asked(client)
    problems.push(problem)
    client.send(`${problem.answer}\n`)
  }
  return problems
}

async function failsAfter(client: Client, right: number): Promise<string> {
  await solves(client, right)
  const { answer } = await asked(client)
  client.send(`${answer + 3}\n`)
  const words = await client.line()
  expect(words).not.toMatch(pattern)
  await client.seesClose()
  client.finish()
  return words
}

test('greets and asks', async () => {
  const client = await server.current.connect()
  expect(await client.line()).toMatch(/\p{L}/u)
  await asked(client)
})

test('asks one at a time', async () => {
  const client = await server.current.connect()
  await asked(client)
  expect(await client.rest()).not.toMatch(pattern)
})

test('numbers the problems', async () => {
  const problems = await solves(await server.current.connect(), 10)
  expect(problems.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('asks no eleventh', async () => {
  const client = await server.current.connect()
  await solves(client, 10)
  expect(await client.rest()).not.toMatch(pattern)
})

for (const right of [0, 4, 9]) {
  test(`refuses a wrong answer after ${right} right ones`, async () => {
    await failsAfter(await server.current.connect(), right)
  })
}

test('starts at 1 with the next user', async () => {
  await failsAfter(await server.current.connect(), 1)
  expect((await asked(await server.current.connect())).number).toBe(1)
})

test('tells the winner that he has won', async () => {
  const lost = await failsAfter(await server.current.connect(), 0)
  const client = await server.current.connect()
  await solves(client, 10)
  const won = await client.line()
  expect(won.trim()).not.toBe('')
  expect(won).not.toBe(lost)
  await client.seesClose()
})

test('ends after the win', async () => {
  const client = await server.current.connect()
  await solves(client, 10)
  await client.line()
  client.finish()
  await server.current.ends()
})

test('asks two users different problems', async () => {
  const sums: string[] = []
  for (let user = 0; user < 2; user++) {
    const client = await server.current.connect()
    const problems = await solves(client, 9)
    sums.push([...problems, await asked(client)].map(({ sum }) => sum).join())
    client.finish()
  }
  expect(sums[0]).not.toBe(sums[1])
})

test('takes a word for a wrong answer', async () => {
  const client = await server.current.connect()
  await asked(client)
  client.send('seven\n')
  expect(await client.line()).not.toMatch(pattern)
  await client.seesClose()
  await asked(await server.current.connect())
})

test('takes a user who leaves in the middle', async () => {
  const client = await server.current.connect()
  await solves(client, 1)
  await asked(client)
  client.finish()
  await asked(await server.current.connect())
})
