import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { builtFolder, packageFolder } from '../package-folder.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-test-'))
  for (const name of ['package.json', 'node_modules'])
    symlinkSync(join(packageFolder, name), join(folder, name))
  cpSync(builtFolder, join(folder, 'dist'), { recursive: true })
})

afterEach(() => rmSync(folder, { recursive: true }))

const compiled = () => join(folder, 'compiled')

async function graded(env: Record<string, string> = {}): Promise<string> {
  const commandLine = join(folder, 'dist', 'harness', 'cli', 'main.js')
  const server = join(packageFolder, 'reference', 'doubling-server.ts')
  const args = [commandLine, server, '--spec', 'doubling', '--tier', 'core', '--lang', 'en']
  // What measures this test's coverage keeps what is compiled from being used.
  const { NODE_V8_COVERAGE: _, ...others } = process.env
  const { stdout } = await execa('node', args, { env: { ...others, ...env }, extendEnv: false })
  return stdout
}

test('what V8 compiles of the grader’s programs is kept, and used', async () => {
  await graded({ SOCKGRADE_COMPILED: compiled() })
  const kept = readdirSync(compiled())
  expect(kept.map((name) => name.split('-')[0]).sort()).toEqual(['cli', 'worker'])
  expect(kept.every((name) => name.includes(process.version))).toBe(true)
  expect(await graded()).toContain('Core 100/100')
})

test('what is no compiled code is passed over', async () => {
  await graded({ SOCKGRADE_COMPILED: compiled() })
  for (const name of readdirSync(compiled())) writeFileSync(join(compiled(), name), 'no code')
  expect(await graded()).toContain('Core 100/100')
})

test('without anything kept, the grader starts as ever', async () => {
  expect(await graded()).toContain('Core 100/100')
})
