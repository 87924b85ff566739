import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PairReport } from '../report/pair-schema.ts'
import { allowsWorlds, sockgrade } from '../testing/grade.ts'

const lessonClient = (port: number) => `
import socket
sock = socket.socket()
sock.connect(('localhost', ${port}))
while True:
    text = input('> ')
    if text == 'exit':
        break
    sock.send(text.encode())
    print('Received:', sock.recv(1024).decode())
sock.close()
`

/** Programs as lessons write them, and as students do; most can share a network. */
const programs = {
  'lesson-server.py': `
import socket
sock = socket.socket()
sock.bind(('', 65432))
sock.listen(1)
conn, addr = sock.accept()
while True:
    data = conn.recv(1024)
    if not data:
        break
    conn.send(data)
conn.close()
`,
  'lesson-client.py': lessonClient(65432),
  'other-port-client.py': lessonClient(65431),
  'server.c': `
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(1090)};
    char buffer[1024];
    ssize_t length;
    int yes = 1, listening = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    bind(listening, (struct sockaddr *)&address, sizeof address);
    listen(listening, 1);
    int connection = accept(listening, NULL, NULL);
    while ((length = recv(connection, buffer, sizeof buffer, 0)) > 0)
        fwrite(buffer, 1, length, stdout);
    close(connection);
    return 0;
}
`,
  'client.js': `
const socket = require('net').connect(1091, '127.0.0.1')
socket.write('one, ')
setTimeout(() => socket.end('two'), 100)
`,
  'reads-lines.py': `
import socket
sock = socket.socket()
sock.bind(('', 65432))
sock.listen(1)
conn, addr = sock.accept()
lines = conn.makefile('rwb')
for line in lines:
    lines.write(line)
    lines.flush()
`,
  'reads-twice.py': `
import socket
sock = socket.socket()
sock.connect(('localhost', 31337))
lines = sock.makefile('rw')
print(lines.readline())
print(lines.readline())
lines.write('hello\\n')
lines.flush()
`,
  'floods.py': `
import socket
sock = socket.socket()
sock.connect(('localhost', 65431))
while True:
    sock.sendall(b'x' * 65536)
`,
  'never-listens.py': `
import socket, threading
sock = socket.socket()
sock.bind(('', 65432))
threading.Event().wait()
`,
  'never-connects.py': `print('nothing to do')`,
} as const

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-pairs-'))
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const here = (name: keyof typeof programs) => join(folder, name)

async function pair(server: string, client: string, ...args: readonly string[]) {
  const { stdout, status } = await sockgrade(['pair', server, client, '--format', 'json', ...args])
  return { status, report: JSON.parse(stdout) as PairReport }
}

test('a server and a client keep to the protocol, which is found out', async () => {
  const pair = [here('lesson-server.py'), here('other-port-client.py')]
  const { stdout, status } = await sockgrade(['pair', ...pair])
  expect(stdout).toContain('Both kept to the protocol.')
  expect(stdout).toContain('echo — recognised by talking to both')
  expect(status).toBe(0)
})

test('programs in two languages talk to each other, each message as it was sent', async () => {
  const { report, status } = await pair(here('server.c'), here('client.js'), '--spec', 'collector')
  expect(report).toMatchObject({ verdict: 'kept', spec: 'collector' })
  const said = report.transcript.flatMap((event) =>
    event.kind === 'bytes' ? [`${event.by}: ${event.bytes.text}`] : [],
  )
  expect(said).toEqual(['client: one,␠', 'client: two'])
  expect(status).toBe(0)
})

test('a wrong server is named where the client is right', async () => {
  const [server, client] = [
    'fixtures/doubling/multiplies-numbers.py',
    'reference/doubling-client.ts',
  ]
  const { report, status } = await pair(server, client, '--spec', 'doubling')
  expect(report).toMatchObject({ verdict: 'broken', brokenBy: 'server' })
  expect(status).toBe(1)
})

test('a wrong client is named where the server is right, in Russian too', async () => {
  const programs = ['reference/ack-server.ts', 'fixtures/ack-client/no-line-end.c']
  const { stdout, status } = await sockgrade(['pair', ...programs, '--lang', 'ru'])
  expect(stdout).toContain('Протокол нарушил клиент.')
  expect(status).toBe(1)
})

test.each([
  ['server', here, 'reads-lines.py', 'other-port-client.py', 'echo'],
  ['client', undefined, 'reference/ack-server.ts', 'reads-twice.py', 'ack'],
] as const)(
  'where both wait, the fault is with the %s whose turn it is',
  async (by, at, server, client, spec) => {
    const named = at ? at(server as keyof typeof programs) : server
    const { report } = await pair(named, here(client), '--spec', spec)
    expect(report).toMatchObject({ brokenBy: by, failure: { code: 'silent' }, deadlock: true })
  },
)

test('a client that speaks without end is cut off, and named', async () => {
  const { report } = await pair(here('lesson-server.py'), here('floods.py'), '--spec', 'echo')
  expect(report).toMatchObject({ verdict: 'broken', brokenBy: 'client' })
})

test.each([
  ['server', 'never-listens.py', 'other-port-client.py', 'never-listened'],
  ['client', 'lesson-server.py', 'never-connects.py', 'never-connected'],
] as const)(
  'a %s that can’t be run is nobody’s broken protocol',
  async (party, server, client, code) => {
    const { report, status } = await pair(here(server), here(client), '--spec', 'echo')
    expect(report.verdict).toBe('unusable')
    expect(report[party].problem?.code).toBe(code)
    expect(status).toBe(2)
  },
)

test.each(['bytes', 'random', 'joined'])(
  'an echo doesn’t mind bytes that are delivered: %s',
  async (delivery) => {
    const programs = ['reference/echo-server.ts', 'reference/echo-client.ts'] as const
    const { report } = await pair(...programs, '--spec', 'echo', '--delivery', delivery)
    expect(report).toMatchObject({ verdict: 'kept', delivery })
  },
)

test('a server that takes one piece for the message shows when bytes come one at a time', async () => {
  const programs = ['reference/one-shot-server.ts', 'reference/one-shot-client.ts'] as const
  const { report } = await pair(...programs, '--spec', 'one-shot', '--delivery', 'bytes')
  expect(report).toMatchObject({ verdict: 'broken', brokenBy: 'server' })
})

test('in one network two that insist on one port are told so, and one that doesn’t gives way', async () => {
  const apart = ['--isolation', 'none', '--spec', 'echo']
  const same = await pair(here('lesson-server.py'), here('lesson-client.py'), ...apart)
  expect(same.report.client.problem).toMatchObject({ code: 'same-port', port: 65432 })
  const other = await pair('reference/echo-server.ts', here('lesson-client.py'), ...apart)
  expect(other.report.verdict).toBe('kept')
})

test('both may have the same port, each in a world of its own', async (context) => {
  if (!(await allowsWorlds())) context.skip()
  const { report } = await pair(here('lesson-server.py'), here('lesson-client.py'))
  expect([report.server.port, report.client.port]).toEqual([65432, 65432])
})
