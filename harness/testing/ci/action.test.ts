/** `action.yml`, run by a real bash as GitHub's runner runs it, on repositories of students. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { packageFolder } from '../../package-folder.ts'
import { emptyFolder, filesIn } from '../archives.ts'
import { complaintsAbout } from '../dialects/complaints.ts'
import { commandsIn } from './commands.ts'
import { complaintsAboutAction } from './github-schema.ts'
import { type Action, type JobRun, runAction } from './runner.ts'

const file = join(packageFolder, 'action.yml')
const right = readFileSync(join(packageFolder, 'reference', 'echo-server.ts'), 'utf8')
const wrong = 'fixtures/echo/waits-for-a-newline.py'
const only = '--seed 1 --only echo/returns-a-message'

/** Right, as far as one client can tell. */
const python = `
import socket, sys
server = socket.create_server(('', int(sys.argv[1])))
client, _ = server.accept()
while data := client.recv(65536):
    client.sendall(data)
`

type Job = JobRun & { readonly workspace: string }

/** A student's repository, and its job with these inputs. */
async function job(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<Job> {
  const folder = emptyFolder()
  const workspace = join(folder, 'work', 'lab', 'lab')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), content)
  }
  const run = await runAction({ folder, workspace, action: packageFolder }, inputs)
  return { ...run, workspace }
}

test('GitHub’s own parser takes the action', async () => {
  expect(await complaintsAboutAction(readFileSync(file, 'utf8'))).toEqual([])
})

test('no text from outside stands in a script, where it would be code', () => {
  const { runs } = parse(readFileSync(file, 'utf8')) as Action
  for (const { run } of runs.steps) expect(run ?? '').not.toMatch(/\$\{\{/)
})

describe('a student’s repository', () => {
  test('that is right passes, and the job has a summary, a score and the reports asked for', async () => {
    const report = 'junit=out/junit.xml\n  json=report of echo.json  \n'
    const run = await job({ 'server.ts': right }, { report, args: '--seed 1' })
    expect(run.outputs.grade).toMatchObject({ score: '100', 'max-score': '100' })
    expect(run.outputs.grade?.result).toMatch(/^[\w+/=]+$/)
    expect(run.summary).toMatch(/^\| ✓ passed \| `echo\/any-text` .*\| 10\/10 \|$/m)
    const junit = readFileSync(join(run.workspace, 'out', 'junit.xml'), 'utf8')
    expect(await complaintsAbout('junit', junit)).toEqual([])
    expect(existsSync(join(run.workspace, 'report of echo.json'))).toBe(true)
    expect(run.status).toBe(0)
  })

  test('that is wrong fails the job, with annotations and a score, in the language asked for', async () => {
    const files = { 'server.py': readFileSync(join(packageFolder, wrong), 'utf8') }
    const run = await job(files, { spec: 'echo', lang: 'ru', args: only })
    expect(run.log).toMatch(/^::error title=echo\/returns-a-message::Сообщение возвращается/m)
    expect(run.summary).toContain('клиент → сервер')
    expect(run.outputs.grade).toMatchObject({ score: '0', 'max-score': '25' })
    expect(run.status).toBe(1)
  })

  test('is graded by a command, which runs in the checkout', async () => {
    const files = { 'src/server.py': 'import echo', 'src/echo.py': python }
    const inputs = { command: 'python3 src/server.py\n  {port}', spec: 'echo', args: only }
    expect((await job(files, inputs)).outputs.grade?.score).toBe('25')
  })

  test('in which there is nothing to run fails, and says why', async () => {
    const run = await job({ 'README.md': '' }, {})
    expect(run.log).toContain('There is no program in .')
    expect(run.status).toBe(2)
  })
})

describe('an instructor’s settings', () => {
  const settings = '{"checks": {"echo/returns-a-message": {"points": 7}}}'

  test('are the input’s', async () => {
    const run = await job({ 'server.py': python }, { settings, spec: 'echo', args: only })
    expect(run.outputs.grade?.['max-score']).toBe('7')
  })

  test('are not those of the checkout, although the job stands in it', async () => {
    const files = { 'server.py': python, 'sockgrade.json': settings }
    const run = await job(files, { spec: 'echo', args: only })
    expect(run.log.replace(/\s+/g, ' ')).toContain('a submission may not say which checks count')
    expect(run.outputs.grade?.score).toBe('0')
    expect(run.status).toBe(2)
  })

  test('that are wrong are no student’s fault: there is no score', async () => {
    const run = await job({ 'server.py': python }, { settings: '{"checks": 1}' })
    expect(run.log).toContain('sockgrade.json is not right')
    expect(run.outputs.grade).toEqual({})
    expect(run.status).toBe(2)
  })
})

describe('nothing that comes from a student or an input is code', () => {
  const hostile = [
    '$(touch pwned)',
    '`touch pwned`',
    '"; touch pwned; "',
    "'; touch pwned; '",
    '-e touch pwned',
    'a\n::set-output name=score::100\n##[add-mask]b',
    `* ~ {a,b} $HOME \${{ github.token }}`,
  ]

  /** Nothing has been made beside the student's own file, and nothing has commanded the runner. */
  function expectHarmless({ workspace, log }: Job, ...names: readonly string[]): void {
    expect(filesIn(workspace)).toEqual(names)
    expect(commandsIn(log)).toEqual({ given: [], fenceIsOpen: false })
  }

  test.each(hostile)('as the name of a file: %j', async (name) => {
    const path = `${name}.py`
    const run = await job({ [path]: python }, { path, spec: 'echo', args: only })
    expectHarmless(run, path)
    expect(run.outputs.grade?.score).toBe('25')
  })

  test.each(hostile)('as the name of a folder: %j', async (path) => {
    const name = join(path, 'server.py')
    const run = await job({ [name]: python }, { path, spec: 'echo', args: only })
    expectHarmless(run, name)
    expect(run.outputs.grade?.score).toBe('25')
  })

  test.each(['command', 'spec', 'lang', 'settings', 'args'])('as the input %s', async (input) => {
    for (const text of hostile) {
      const given = { spec: 'echo', args: only, [input]: text }
      const { log, workspace } = await job({ 'server.py': python }, given)
      expect(filesIn(workspace)).toEqual(['server.py'])
      expect(commandsIn(log).given.filter((command) => command !== 'error')).toEqual([])
    }
  })

  test('as the file of a report', async () => {
    const report = 'json=$(touch pwned).json'
    const run = await job({ 'server.py': python }, { report, spec: 'echo', args: only })
    expectHarmless(run, '$(touch pwned).json', 'server.py')
  })
})

test('the grader installs itself from the action’s own folder, whatever the checkout asks of npm', async () => {
  const folder = emptyFolder()
  const [workspace, action] = [join(folder, 'lab'), join(folder, 'action')]
  mkdirSync(workspace)
  writeFileSync(join(workspace, '.npmrc'), 'ignore-scripts=true\nregistry=http://127.0.0.1:9/\n')
  writeFileSync(join(workspace, 'server.py'), python)
  const files = ['action.yml', 'package.json', 'package-lock.json', 'tsconfig.json']
  for (const name of [...files, 'harness', 'specs', 'scripts']) {
    cpSync(join(packageFolder, name), join(action, name), { recursive: true })
  }
  const run = await runAction({ folder, workspace, action }, { args: only, spec: 'echo' })
  expect(run.outputs.grade?.score).toBe('25')
  expect(run.status).toBe(0)
})
