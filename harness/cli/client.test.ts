import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allowsWorlds, gradeFully, sockgrade } from '../testing/grade.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-client-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A doubling client in Python that connects as `address` says, after `before`. */
const client = (address: string, before = '') => `
import os, socket, sys
${before}
sock = socket.create_connection(${address})
while True:
    line = input('> ')
    if line == 'exit':
        break
    sock.sendall(line.encode())
    print('Received:', sock.recv(1024).decode())
sock.close()
`

const core = ['--tier', 'core', '--seed', '1']

describe('a client', () => {
  test.each([
    ['its port stands in it', "('localhost', 9002)", ''],
    ['it connects over IPv6', "('::1', 9002)", ''],
    [
      'it takes address and port as arguments',
      '(sys.argv[1], int(sys.argv[2]))',
      "if len(sys.argv) != 3: sys.exit('usage: client HOST PORT')",
    ],
    ['it takes its port from PORT', "('127.0.0.1', int(os.environ['PORT']))", ''],
    [
      'it asks for both on the keyboard',
      '(host, port)',
      "host = input('Host: ')\nport = int(input('Port: '))",
    ],
    [
      'it insists on a terminal',
      "('localhost', 9002)",
      "if not sys.stdin.isatty(): sys.exit('no terminal')",
    ],
    [
      'it waits until there is a server',
      "('localhost', 9002)",
      "import time\nwhile socket.socket().connect_ex(('localhost', 9002)) != 0: time.sleep(0.1)",
    ],
  ])('is known for one, and graded, where %s', async (_, address, before) => {
    const name = `doubling_${address.length}_${before.length}.py`
    const { report, status } = await gradeFully(file(name, client(address, before)), ...core)
    expect(report).toMatchObject({ spec: 'doubling-client', role: 'client', score: 100 })
    expect(status).toBe(0)
  })

  test('is met on a port that stands nowhere in its text, where it has a network of its own', async ({
    skip,
  }) => {
    if (!(await allowsWorlds())) skip()
    const path = file('doubling_hidden.py', client("('localhost', 7 * 1111)"))
    const { report } = await gradeFully(path, ...core)
    expect(report).toMatchObject({
      spec: 'doubling-client',
      submission: { port: 7777 },
      score: 100,
    })
  })

  test('is graded without isolation too', async () => {
    const path = file('doubling_shared.py', client("('localhost', int(os.environ['PORT']))"))
    const { report } = await gradeFully(path, ...core, '--isolation', 'none', '--role', 'client')
    expect(report).toMatchObject({ spec: 'doubling-client', score: 100 })
  })

  test('of a protocol that is named by its server is meant by --role client', async () => {
    const path = file('role.py', client("('localhost', 9002)"))
    const { report } = await gradeFully(path, ...core, '--spec', 'doubling', '--role', 'client')
    expect(report).toMatchObject({ spec: 'doubling-client', recognised: { from: 'option' } })
  })

  test('in a folder with its server is the one that --role asks for', async () => {
    const both = join(folder, 'both')
    mkdirSync(both)
    writeFileSync(join(both, 'my_client.py'), client("('localhost', 9002)"))
    writeFileSync(join(both, 'my_server.py'), "raise SystemExit('not meant')")
    const { report } = await gradeFully(both, ...core, '--role', 'client')
    expect(report).toMatchObject({ spec: 'doubling-client', score: 100 })
  })

  test('that connects nowhere is told so', async () => {
    const path = file('nowhere.py', 'import socket\nprint(socket.socket().connect)')
    const { status, stdout } = await sockgrade([path, '--role', 'client'])
    expect(status).toBe(2)
    expect(stdout).toContain('without having connected')
  })
})

test('what happened is told with the user as a third party, and can be done again by hand', async () => {
  const path = file('mute.py', client("('localhost', 9002)").replace('print(', 'str('))
  const { stdout } = await sockgrade([path, '--spec', 'doubling-client', '--seed', '1'])
  expect(stdout).toMatch(/user → client {2}"\w+⏎"\n +client → server {2}"\w+"\n +server → client/)
  expect(stdout).toMatch(/By hand: .*nc -l 9002 & .* \| python3 .*mute\.py/)
})

test('a report in HTML shows what was typed', async () => {
  const path = file('shown.py', client("('localhost', 9002)").replace('print(', 'str('))
  const { stdout } = await sockgrade([path, '--spec', 'doubling-client', '--format', 'html'])
  expect(stdout).toContain('user → client')
})
