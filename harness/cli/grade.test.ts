import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sockgrade } from '../testing/grade.ts'

const echoServer = `
import socket
server = socket.socket()
server.bind(('', 65432))
server.listen()
client, _ = server.accept()
while data := client.recv(1024):
    client.sendall(data)
client.close()
`

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-cli-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a file into the tests' folder, with the folders that lead to it. */
function file(name: string, content: string | Buffer, mode = 0o644): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

/** Writes files into a folder of their own, and returns the folder. */
function folderWith(name: string, files: Readonly<Record<string, string>>): string {
  for (const [each, content] of Object.entries(files)) file(`${name}/${each}`, content)
  return join(folder, name)
}

const core = ['--tier', 'core']

describe('what the exit status says', () => {
  test('0: everything required is right', async () => {
    const { status, stdout } = await sockgrade([...core, file('right.py', echoServer)])
    expect(stdout).toContain('100/100')
    expect(status).toBe(0)
  })

  test('1: something required is wrong', async () => {
    const wrong = echoServer.replace('sendall(data)', 'sendall(data.upper())')
    const { status, stdout } = await sockgrade([...core, '--spec', 'echo', file('wrong.py', wrong)])
    expect(stdout).toContain('✗ echo/returns-a-message')
    expect(status).toBe(1)
  })

  test('2: it can’t be run', async () => {
    const { status } = await sockgrade([file('syntax.py', 'print("')])
    expect(status).toBe(2)
  })
})

describe('what can’t be run is told in a sentence that names it', () => {
  test.each([
    ['no such file', (): string => 'nowhere.py', [], 'There is no file or folder nowhere.py'],
    [
      'a folder with nothing in it',
      () => folderWith('empty', { 'notes.txt': '' }),
      [],
      'There is no program in',
    ],
    [
      'a folder with several candidates',
      () => folderWith('two', { 'a.py': '', 'b.py': '' }),
      [],
      'a.py, b.py',
    ],
    ['no run permission', () => file('server', '#!/bin/sh\n'), [], 'chmod +x'],
    [
      'a compiler that is not installed',
      () => file('server.go', 'package main'),
      ['PATH'],
      'need go, which is not installed',
    ],
    [
      'a compiler error',
      () => file('server.c', 'int main( { return 0; }'),
      [],
      'expected declaration',
    ],
    [
      'settings that are no JSON',
      () => folderWith('cfg', { 'server.py': '', 'sockgrade.json': '{' }),
      [],
      'sockgrade.json is not right',
    ],
    [
      'settings with an unknown key',
      () => folderWith('key', { 'server.py': '', 'sockgrade.json': '{"sepc": "echo"}' }),
      [],
      'sepc',
    ],
    [
      'a program that exits at once',
      () => file('exits.py', 'raise SystemExit(3)'),
      [],
      'ended with status 3 before it listened',
    ],
    [
      'a program that only waits for its keyboard',
      () => file('waits.py', 'while True: input("? ")'),
      [],
      'waits for input',
    ],
    [
      'a program that listens twice',
      () =>
        file(
          'twice.py',
          'import socket, time\na = [socket.create_server(("", 0)) for _ in range(2)]\ntime.sleep(60)',
        ),
      [],
      'several ports',
    ],
    [
      'binary garbage',
      () => file('garbage.py', Buffer.from([0, 255, 254, 1, 2, 3])),
      [],
      'before it listened',
    ],
  ] as const)('%s', async (_, make, unset, sentence) => {
    const env = Object.fromEntries(unset.map((name) => [name, '/nowhere']))
    const { status, stdout, stderr } = await sockgrade([make()], { env })
    expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(sentence)
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m)
    expect(status).toBe(2)
  })

  test.each([
    [['--spec', 'ecko', 'x.py'], 'Did you mean “echo”'],
    [['--only', 'echo/several-mesages', 'x.py'], 'Did you mean “echo/several-messages”'],
    [['--bogus', 'x.py'], "unknown option '--bogus'"],
    [['--port', '70000', 'x.py'], '--port takes 1–65535, not “70000”'],
    [['--format', 'yaml', 'x.py'], '--format takes one of terminal, json'],
    [[], 'Name the program to grade'],
    [['explain', 'echo/nothing'], 'There is no check “echo/nothing”'],
  ] as const)('the arguments %j', async (args, sentence) => {
    const { status, stderr } = await sockgrade(args)
    expect(stderr).toContain(sentence)
    expect(status).toBe(2)
  })
})

describe('how a program may be named', () => {
  test('with spaces, Cyrillic and a leading dash', async () => {
    file('-моя папка/эхо сервер.py', echoServer)
    const { status } = await sockgrade([...core, './-моя папка'], { from: folder })
    expect(status).toBe(0)
  })

  test('relative to where the person stands, although npm has changed the folder', async () => {
    file('home/server.py', echoServer)
    const { status } = await sockgrade([...core, 'server.py'], {
      env: {
        INIT_CWD: join(folder, 'home'),
        npm_package_json: join(import.meta.dirname, '..', '..', 'package.json'),
      },
    })
    expect(status).toBe(0)
  })

  test('as a command, which is given a free port', async () => {
    const server = file('args.py', echoServer.replace('65432', 'int(__import__("sys").argv[1])'))
    const args = [...core, '--spec', 'echo', '--', 'python3', server, '{port}']
    const { status, stdout } = await sockgrade(args)
    expect(stdout).toContain('100/100')
    expect(status).toBe(0)
  })

  test('by the settings beside it, which say the spec and the command', async () => {
    file('settings/program.txt', echoServer)
    file('settings/sockgrade.json', '{"spec": "echo", "run": "python3 program.txt"}')
    const { status, stdout } = await sockgrade([
      ...core,
      '--format',
      'json',
      join(folder, 'settings'),
    ])
    expect(JSON.parse(stdout).recognised).toEqual({ from: 'settings' })
    expect(status).toBe(0)
  })
})

describe('how a program may come to its port', () => {
  test.each([
    ['an argument', 'int(__import__("sys").argv[1])'],
    ['a host and a port as arguments', 'int(__import__("sys").argv[2])'],
    ['the environment', 'int(__import__("os").environ["PORT"])'],
    ['its keyboard', 'int(input("port? "))'],
  ])('%s', async (_, port) => {
    const server = file('port.py', echoServer.replace('65432', port))
    const { stdout } = await sockgrade([...core, '--spec', 'echo', server])
    expect(stdout).toContain('100/100')
  })

  test('after a while', async () => {
    const slow = echoServer.replace('server.bind', 'import time; time.sleep(0.4)\nserver.bind')
    const { stdout } = await sockgrade([...core, '--spec', 'echo', file('slow.py', slow)])
    expect(stdout).toContain('100/100')
  })
})

describe('what is printed', () => {
  test('nothing that a program prints or sends can move the cursor or change colours', async () => {
    const hostile = echoServer
      .replace('while', 'print("\\x1b[2J\\x1b[31mPASSED\\x07")\nwhile')
      .replace('sendall(data)', 'sendall(b"\\x1b[2J" + data)')
    const run = await sockgrade(['--spec', 'echo', '--verbose', file('hostile.py', hostile)])
    expect(run.stdout).toContain('␛[2J')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not appear
    expect(run.stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  })

  test('Russian, for --lang ru or a Russian locale', async () => {
    const path = file('russian.py', echoServer)
    const asked = await sockgrade([...core, '--lang', 'ru', '--seed', '1', path])
    const locale = await sockgrade([...core, '--seed', '1', path], {
      env: { LC_ALL: 'ru_RU.UTF-8' },
    })
    expect(asked.stdout).toContain('Итог: Основа 100/100')
    expect(locale.stdout).toBe(asked.stdout)
  })

  test('a report to a file, whole', async () => {
    const out = join(folder, 'report.json')
    await sockgrade([...core, '--out', out, file('out.py', echoServer)])
    expect(JSON.parse(readFileSync(out, 'utf8')).score).toBe(100)
  })

  test('the same random data for the same seed, alone or among others', async () => {
    const path = file('seed.py', echoServer)
    const sent = async (...args: string[]) => {
      const { stdout } = await sockgrade(['--format', 'json', '--seed', '7', ...args, path])
      const check = JSON.parse(stdout).checks.find(
        ({ id }: { id: string }) => id === 'echo/any-text',
      )
      return check.transcript.find(({ kind }: { kind: string }) => kind === 'bytes').bytes.base64
    }
    expect(await sent('--only', 'echo/any-text')).toBe(await sent())
  })

  test('with --strict, nothing is forgiven', async () => {
    const newline = echoServer
      .replace('65432', '12345')
      .replace(
        /while.*$/s,
        'client.sendall("Сервер получил: ".encode() + client.recv(1024) + b"\\n")\n',
      )
    const args = ['--spec', 'one-shot', '--only', 'one-shot/answers', file('newline.py', newline)]
    expect((await sockgrade(args)).status).toBe(0)
    expect((await sockgrade(['--strict', ...args])).status).toBe(1)
  })
})
