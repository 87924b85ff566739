import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gradeFully } from '../testing/grade.ts'

/** As the lesson has it: the port is hard-coded, and SO_REUSEADDR is not set. */
const lesson = `
import socket
server = socket.socket()
server.bind(('127.0.0.1', 31337))
server.listen(1)
while True:
    conn, address = server.accept()
    data = conn.recv(1024)
    conn.sendall('Сервер получил: '.encode() + data)
    conn.close()
`

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-port-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function scoreOf(name: string, ...args: readonly string[]): Promise<number> {
  const path = join(folder, name)
  writeFileSync(path, lesson)
  const { report, stdout } = await gradeFully(path, '--spec', 'one-shot', '--tier', 'core', ...args)
  expect(report.problem, stdout).toBeUndefined()
  return report.score
}

describe.runIf(process.platform === 'linux')('servers that insist on one port', () => {
  test('twenty are graded at once, each as if it were alone', async () => {
    const names = Array.from({ length: 20 }, (_, number) => `server-${number}.py`)
    const scores = await Promise.all(names.map((name) => scoreOf(name)))
    expect(scores).toEqual(names.map(() => 100))
  })

  test('five are graded at once where they share one network, one after another', async () => {
    const names = Array.from({ length: 5 }, (_, number) => `sharing-${number}.py`)
    const scores = await Promise.all(names.map((name) => scoreOf(name, '--isolation', 'none')))
    expect(scores).toEqual(names.map(() => 100))
  })

  test('one that says nothing of it is not blamed where somebody else has the port', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as AddressInfo
    const path = join(folder, 'silent.py')
    const silent = `import sys\nsys.excepthook = lambda *_: None\n${lesson}`
    writeFileSync(path, silent.replace('31337', String(port)))
    const grade = await gradeFully(path, '--spec', 'one-shot', '--isolation', 'none')
    holder.close()
    expect(grade.report.problem).toMatchObject({ code: 'port-taken', port })
    expect(grade.status).toBe(3)
  })

  test('one is graded time after time', async () => {
    for (let time = 0; time < 5; time++) expect(await scoreOf('again.py')).toBe(100)
  })
})
