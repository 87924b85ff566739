import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .filter((pid) => commandLineOf(pid).match(new RegExp(`python[^ ]* .*${name}`)))
  return { path, running }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const daemon = `
import os, socket, time
for _ in range(2):
    if os.fork():
        os._exit(0)
    os.setsid()
server = socket.create_server(('127.0.0.1', 0))
while True:
    client, _ = server.accept()
    while data := client.recv(1024):
        client.sendall(data)
    client.close()
`

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
  },
)

/** Waits until the program under test has been started. */
async function appears(running: () => string[], grader: ChildProcess): Promise<void> {
  while (running().length === 0) {
    if (grader.exitCode !== null) throw new Error('the grader ended before it started the program')
    await delay(5)
  }
}
