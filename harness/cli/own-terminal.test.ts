import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, describe, expect, test } from 'vitest'
import { commandLine } from '../testing/grade.ts'

const folder = mkdtempSync(join(tmpdir(), 'own-terminal-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An echo server for one client, if it is kept from the terminal of whoever grades it. */
const server = `
import os, socket, sys

try:
    terminal = os.open('/dev/tty', os.O_RDWR)
except OSError:
    server = socket.create_server(('', int(os.environ['PORT'])))
    client, _ = server.accept()
    while data := client.recv(1 << 16):
        client.sendall(data)
    client.close()
else:
    os.write(terminal, b'Core 100/100')
    sys.exit('it has a terminal')
`

/** Grades on a terminal, and returns what stands on it then. */
async function gradedOnTerminal(...args: readonly string[]): Promise<string> {
  const words = [process.execPath, commandLine, ...args, '--spec', 'echo', '--tier', 'core']
  const command = words.map((word) => `'${word}'`).join(' ')
  const { stdout } = await execa(
    'script',
    ['--quiet', '--return', '--command', command, '/dev/null'],
    { env: { LANG: 'C.UTF-8', INIT_CWD: '', GITHUB_ACTIONS: '' }, reject: false },
  )
  return stdout
}

describe.each(['auto', 'none'])('with --isolation %s', (isolation) => {
  test('no program reaches the terminal on which it is graded', async () => {
    const path = join(folder, 'server.py')
    writeFileSync(path, server)
    const seen = await gradedOnTerminal(path, '--isolation', isolation)
    expect(seen).not.toContain('it has a terminal')
    expect(seen).toContain('Everything that is required is right')
  })

  test('nor does what builds it', async () => {
    const makefile = 'server:\n\t-printf "built on a %s" terminal > /dev/tty\n\tfalse\n'
    writeFileSync(join(folder, 'Makefile'), makefile)
    const seen = await gradedOnTerminal(folder, '--isolation', isolation)
    expect(seen).toContain('does not compile')
    expect(seen).not.toContain('built on a terminal')
  })
})
