import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandsIn as commandsOf } from '../testing/ci/commands.ts'
import { complaintsAbout, complaintsOfAjv } from '../testing/dialects/complaints.ts'
import { autogradingSchema } from '../testing/dialects/json.ts'
import { commandLine, sockgrade } from '../testing/grade.ts'

const markup = 'fixtures/hostile/prints-markup.py'
const commands = 'fixtures/hostile/prints-github-commands.py'
const one = ['--spec', 'echo', '--only', 'echo/returns-a-message', '--seed', '1']

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-reports-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const read = (name: string) => readFileSync(at(name), 'utf8')

describe('--report', () => {
  test('writes several at once, each to its own file, and one to standard output', async () => {
    const reports = ['junit=out/junit.xml', 'ctrf=out/ctrf.json', 'tap=out/all.tap', 'json=-']
    const args = reports.flatMap((each) => ['--report', each.replace('out/', at('out/'))])
    const { status, stdout } = await sockgrade([...one, ...args, markup])
    expect(status).toBe(1)
    expect(JSON.parse(stdout).spec).toBe('echo')
    expect(readdirSync(at('out')).sort()).toEqual(['all.tap', 'ctrf.json', 'junit.xml'])
    expect(await complaintsAbout('junit', read('out/junit.xml'))).toEqual([])
    expect(await complaintsAbout('ctrf', read('out/ctrf.json'))).toEqual([])
    expect(await complaintsAbout('tap', read('out/all.tap'))).toEqual([])
  })

  test('writes the others where one can’t be written, and says which', async () => {
    writeFileSync(at('a-file'), '')
    const args = ['--report', `tap=${at('a-file/out.tap')}`, '--report', `json=${at('whole.json')}`]
    const { status, stderr } = await sockgrade([...one, ...args, markup])
    expect(stderr).toContain(`${at('a-file/out.tap')} can't be written`)
    expect(JSON.parse(read('whole.json')).spec).toBe('echo')
    expect(status).toBe(2)
  })

  test('is written also where nobody reads standard output to its end', async () => {
    const args = [...one, '--format', 'json', '--report', `tap=${at('whole.tap')}`, markup]
    const grader = spawn(process.execPath, [commandLine, ...args])
    let complaints = ''
    grader.stderr.on('data', (bytes) => {
      complaints += bytes
    })
    grader.stdout.destroy()
    expect(await once(grader, 'close')).toEqual([1, null])
    expect(complaints).toBe('')
    expect(read('whole.tap')).toContain('1..1')
  })

  test('is written also of what can’t be run, as Gradescope wants it', async () => {
    const report = ['--report', `gradescope=${at('results.json')}`, '--exit-zero']
    const { status } = await sockgrade([...report, 'nowhere.py'])
    expect(await complaintsAbout('gradescope', read('results.json'))).toEqual([])
    expect(read('results.json')).toContain('There is no file or folder nowhere.py')
    expect(status).toBe(0)
  })

  test('of a grader that fails is written too, with no score that anybody could take for a grade', async () => {
    const path = at('kills-the-grader.py')
    writeFileSync(path, 'import os\nos.kill(os.getppid(), 9)')
    const args = ['--isolation', 'none', '--exit-zero', '--report', `gradescope=${at('none.json')}`]
    const { status } = await sockgrade([...one, ...args, path])
    expect(await complaintsAbout('gradescope', read('none.json'))).toEqual([])
    expect(JSON.parse(read('none.json'))).not.toHaveProperty('score')
    expect(status).toBe(3)
  })

  test('of a submission whose own settings are wrong is written too', async () => {
    const path = mkdtempSync(at('settings-'))
    writeFileSync(join(path, 'server.py'), '')
    writeFileSync(join(path, 'sockgrade.json'), '{"spec": "\\n::error::forged"}')
    const { status, stdout } = await sockgrade(['--format', 'json', path])
    expect(JSON.parse(stdout).problem.complaints[0]).toContain('There is no spec')
    expect(status).toBe(2)
  })

  test('of a program with a hostile name breaks none of the formats', async () => {
    const name = `]]><"'&#.|\`%{x}\n::error::forged.py`
    writeFileSync(at(name), readFileSync(commands))
    const formats = ['junit', 'ctrf', 'tap', 'check50', 'json', 'gradescope'] as const
    const args = formats.flatMap((each) => ['--report', `${each}=${at(`hostile.${each}`)}`])
    await sockgrade([...one, ...args, name], { from: folder })
    for (const each of formats) {
      expect(await complaintsAbout(each, read(`hostile.${each}`))).toEqual([])
      expect(read(`hostile.${each}`)).not.toMatch(/^\s*::/m)
    }
  })
})

describe('--exit-zero', () => {
  test('is 0 where something required is wrong', async () => {
    expect((await sockgrade([...one, '--exit-zero', markup])).status).toBe(0)
  })

  test('is not 0 where the command was used wrongly', async () => {
    expect((await sockgrade(['--exit-zero', '--spec', 'ecko', markup])).status).toBe(2)
  })
})

describe('on GitHub Actions', () => {
  const runner = (name: string) => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: at(`${name}.md`),
    GITHUB_OUTPUT: at(`${name}.output`),
  })

  /** The commands that the runner takes from a log. */
  const commandsIn = (log: string) => {
    const { given, fenceIsOpen } = commandsOf(log)
    expect(fenceIsOpen).toBe(false)
    return given
  }

  test('nothing that a program prints or sends commands the runner', async () => {
    const { stdout } = await sockgrade([...one, commands], { env: runner('commands') })
    expect(stdout).toContain('::set-output name=score::100')
    expect(commandsIn(stdout)).toEqual(['error'])
  })

  test('the summary has a table and each failure with its conversation, after what stands there', async () => {
    writeFileSync(at('summary.md'), '# Before\n')
    await sockgrade([...one, '--lang', 'ru', markup], { env: runner('summary') })
    expect(read('summary.md')).toMatch(/^# Before\n## /)
    expect(read('summary.md')).toMatch(/^\| ✗ ошибка \| `echo\/returns-a-message` .*\| 0\/25 \|$/m)
    expect(read('summary.md')).toContain('клиент → сервер')
  })

  test('a summary for which there is no room is left out rather than lost with all others', async () => {
    writeFileSync(at('full.md'), 'x'.repeat(1024 * 1024 - 100))
    await sockgrade([...one, markup], { env: runner('full') })
    expect(read('full.md')).toHaveLength(1024 * 1024 - 100)
  })

  test('the step has the outputs that GitHub Classroom and others read', async () => {
    await sockgrade([...one, markup], { env: runner('output') })
    const [, encoded = ''] =
      /^result=([\w+/=]+)\nscore=0\nmax-score=25\n$/.exec(read('output.output')) ?? []
    const text = Buffer.from(encoded, 'base64').toString()
    expect(complaintsOfAjv(autogradingSchema, text)).toEqual([])
    expect(JSON.parse(text)).toMatchObject({ status: 'fail', max_score: 25 })
  })

  test('data on standard output stay data, and the annotations go to standard error', async () => {
    const run = await sockgrade([...one, '--format', 'json', commands], { env: runner('data') })
    expect(JSON.parse(run.stdout).spec).toBe('echo')
    expect(commandsIn(run.stdout)).toEqual([])
    expect(commandsIn(run.stderr)).toEqual(['error'])
  })

  test('Markdown on standard output is fenced like everything else', async () => {
    const run = await sockgrade([...one, '--format', 'markdown', commands], { env: runner('md') })
    expect(commandsIn(run.stdout)).toEqual(['error'])
  })

  test('complaints are fenced too', async () => {
    const run = await sockgrade(['--spec', 'x\n::error::forged', commands], { env: runner('bad') })
    expect(run.stderr).toContain('There is no spec')
    expect(commandsIn(run.stderr)).toEqual([])
    expect(existsSync(at('bad.md'))).toBe(false)
  })

  test('--report github does the same anywhere', async () => {
    const { stdout } = await sockgrade([...one, '--report', 'github', commands])
    expect(commandsIn(stdout)).toEqual(['error'])
  })
})
