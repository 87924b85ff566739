// Grades a few programs with the grader that was built, so that what V8 compiles for it is kept in compiled/: see
// harness/launcher/. It is the sooner for it, and works without: nothing here is an error.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const commandLine = join(root, 'dist', 'harness', 'cli', 'main.js')
const compiled = join(root, 'compiled')

/** How long a run may take, ms: where the network is another's, the port may be held. */
const timeout = 15_000

/** Right and wrong, servers and clients, with and without a build, in both languages. */
const graded = [
  ['fixtures/echo/serves-one-client.c', '--lang', 'ru'],
  ['fixtures/ack/never-greets.py', '--spec', 'ack', '--tier', 'core', '--lang', 'en'],
  ['fixtures/quiz/one-user-at-a-time.py', '--tier', 'core', '--lang', 'ru'],
  ['fixtures/echo-client/as-in-the-lesson.py', '--tier', 'core', '--lang', 'en'],
]

// To be measured by somebody else would take precedence.
const env = { ...process.env, NODE_V8_COVERAGE: '', SOCKGRADE_COMPILED: compiled }

// A machine that is thrown away after one job would be the slower for it.
if (!process.env.CI) {
  mkdirSync(compiled, { recursive: true })
  for (const args of graded) {
    spawnSync(process.execPath, [commandLine, ...args], { cwd: root, env, timeout })
  }
}
