import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { execa } from 'execa'
import { beforeEach, expect, test } from 'vitest'
import { builtFolder, packageFolder } from '../package-folder.ts'
import { emptyFolder } from '../testing/archives.ts'

let folder = ''

beforeEach(() => {
  folder = emptyFolder()
  for (const name of ['package.json', 'node_modules'])
    symlinkSync(join(packageFolder, name), join(folder, name))
  cpSync(builtFolder, join(folder, 'dist'), { recursive: true })
  mkdirSync(compiled())
})

const compiled = () => join(folder, 'compiled')

const kept = () =>
  readdirSync(compiled())
    .sort()
    .map((name) => ({ file: join(compiled(), name), program: name.split('-')[0] ?? '' }))

async function graded(env: Record<string, string> = {}): Promise<string> {
  const commandLine = join(folder, 'dist', 'harness', 'cli', 'main.js')
  const server = join(packageFolder, 'reference', 'doubling-server.ts')
  const args = [commandLine, server, '--spec', 'doubling', '--tier', 'core', '--lang', 'en']
  // What measures this test's coverage keeps what is compiled from being used, and Node hands it on by itself.
  const { stdout } = await execa('node', args, { env: { NODE_V8_COVERAGE: '', ...env } })
  return stdout
}

test('what V8 compiles of the grader’s programs is kept, and V8 takes it', async () => {
  await graded({ SOCKGRADE_COMPILED: compiled() })
  expect(kept().map(({ program }) => program)).toEqual(['cli', 'worker'])
  for (const { file, program } of kept()) {
    const filename = join(folder, 'dist', 'harness', program, 'bundle.js')
    const cachedData = readFileSync(file)
    const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData })
    expect(script.cachedDataRejected).toBe(false)
  }
  expect(await graded()).toContain('Core 100/100')
})

test.each([
  ['no compiled code', (file: string) => writeFileSync(file, 'no code')],
  ['cut short', (file: string) => truncateSync(file, 100_000)],
])('what is %s is passed over', async (_, damage) => {
  await graded({ SOCKGRADE_COMPILED: compiled() })
  for (const { file } of kept()) damage(file)
  expect(await graded()).toContain('Core 100/100')
})

test('what was compiled of one bundle is not taken for another’s', async () => {
  await graded({ SOCKGRADE_COMPILED: compiled() })
  for (const program of ['cli', 'worker']) {
    const launcher = join(folder, 'dist', 'harness', program, 'main.js')
    const text = readFileSync(launcher, 'utf8')
    const other = text.replace(/"[0-9a-f]{16}"/g, '"0123456789abcdef"')
    expect(other).not.toBe(text)
    writeFileSync(launcher, other)
  }
  await graded({ SOCKGRADE_COMPILED: compiled() })
  expect(kept()).toHaveLength(4)
})

test('without anything kept, the grader starts as ever', async () => {
  expect(await graded()).toContain('Core 100/100')
})

test('a bundle is read as what it is', () => {
  for (const program of ['cli', 'worker']) {
    const bytes = readFileSync(join(builtFolder, 'harness', program, 'bundle.js'))
    expect(bytes.every((byte) => byte < 0x80)).toBe(true)
  }
})
