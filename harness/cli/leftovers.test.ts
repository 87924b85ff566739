import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { commandLine, sockgrade } from '../testing/grade.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leftovers-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program under a name of its own, by which its processes can be found. */
function program(code: string): { readonly path: string; readonly running: () => string[] } {
  const name = `server-${randomUUID()}.py`
  const path = join(folder, name)
  writeFileSync(path, code)
  const running = () =>
    processes().filter((pid) => commandLineOf(pid).match(new RegExp(`python[^ ]* .*${name}`)))
  return { path, running }
}

function processes(): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const echo = `
import socket
server = socket.create_server(('127.0.0.1', 0))
while True:
    client, _ = server.accept()
    while data := client.recv(1024):
        client.sendall(data)
    client.close()
`

const daemon = `
import os
for _ in range(2):
    if os.fork():
        os._exit(0)
    os.setsid()
${echo}`

describe.runIf(process.platform === 'linux').each(['auto', 'none'])(
  'with --isolation %s',
  (isolation) => {
    const args = ['--isolation', isolation, '--tier', 'core', '--spec', 'echo']

    test('a server that makes itself a daemon is graded, and is gone afterwards', async () => {
      const { path, running } = program(daemon)
      const { stdout } = await sockgrade([...args, path])
      expect(stdout).toContain('100/100')
      expect(running()).toEqual([])
    })

    test.each(['SIGINT', 'SIGTERM'] as const)('after %s nothing runs on', async (signal) => {
      const { path, running } = program('import time\ntime.sleep(600)')
      const grader = spawn(process.execPath, [commandLine, ...args, path], { stdio: 'ignore' })
      await appears(running, grader)
      grader.kill(signal)
      const [status] = await once(grader, 'exit')
      expect(status).toBe(signal === 'SIGINT' ? 130 : 143)
      expect(running()).toEqual([])
    })

    test('after SIGKILL, which nobody can catch, neither a process nor a file is left', async () => {
      const { path, running } = program(daemon)
      const tmp = mkdtempSync(join(folder, 'tmp-'))
      const grader = spawn(process.execPath, [commandLine, ...args, path], {
        stdio: 'ignore',
        env: { ...process.env, TMPDIR: tmp },
      })
      await appears(running, grader)
      grader.kill('SIGKILL')
      await once(grader, 'exit')
      await vi.waitUntil(() => running().length === 0 && readdirSync(tmp).length === 0, 20_000)
    })

    test('nor of a class, of which some have been graded, and others are', async () => {
      const tmp = mkdtempSync(join(folder, 'tmp-'))
      const handed = mkdtempSync(join(folder, 'class-'))
      const id = randomUUID()
      writeFileSync(join(handed, `a-${id}.py`), 'raise SystemExit')
      for (const each of ['b', 'c', 'd']) writeFileSync(join(handed, `${each}-${id}.py`), daemon)
      const running = (name: string) =>
        processes().filter((pid) => commandLineOf(pid).match(`python[^ ]* .*${name}-${id}`))
      const inClass = ['class', handed, ...args, '--jobs', '2', '--out', join(folder, id)]
      const grader = spawn(process.execPath, [commandLine, ...inClass], {
        stdio: 'ignore',
        env: { ...process.env, TMPDIR: tmp },
      })
      await appears(() => running('c'), grader)
      grader.kill('SIGKILL')
      await once(grader, 'exit')
      const isOver = () => running('[a-d]').length === 0 && readdirSync(tmp).length === 0
      await vi.waitUntil(isOver, 20_000)
    })

    test('what a program writes is gone, and its own folder is as it was', async () => {
      const { path } = program(`open('written.txt', 'w').write('x')\n${echo}`)
      const tmp = mkdtempSync(join(folder, 'tmp-'))
      const before = readdirSync(folder)
      const { stdout } = await sockgrade([...args, path], { env: { TMPDIR: tmp } })
      expect(stdout).toContain('100/100')
      expect(readdirSync(tmp)).toEqual([])
      expect(readdirSync(folder)).toEqual(before)
    })

    test('a program sees none of the grader’s variables, nor those of a CI', async () => {
      const { path } = program(`import os\nprint(sorted(os.environ))\n${echo}`)
      const secrets = { GITHUB_TOKEN: 'secret', CI: 'true', SOCKGRADE_SEED: '1', NODE_OPTIONS: '' }
      const run = await sockgrade([...args, '--format', 'json', path], { env: secrets })
      const printed = JSON.stringify(JSON.parse(run.stdout).checks)
      expect(printed).toContain('PYTHONUNBUFFERED')
      expect(printed).not.toMatch(/GITHUB_TOKEN|'CI'|SOCKGRADE_SEED|NODE_OPTIONS/)
    })
  },
)

/** Waits until the program under test has been started. */
async function appears(running: () => string[], grader: ChildProcess): Promise<void> {
  while (running().length === 0) {
    if (grader.exitCode !== null) throw new Error('the grader ended before it started the program')
    await delay(5)
  }
}
