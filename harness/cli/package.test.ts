/** The autograder that `package` makes, unpacked by somebody else's program, installed and run for real. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageFolder } from '../package-folder.ts'
import { python } from '../testing/archives.ts'
import { complaintsAbout } from '../testing/dialects/complaints.ts'
import { type Run, sockgrade } from '../testing/grade.ts'

/** What stands for Gradescope's /autograder. */
let root = ''
/** The instructor's folder. */
let course = ''

const at = (...parts: readonly string[]) => join(root, ...parts)

/** Unpacks an archive with the permissions that stand in it. */
const unpack = `
import sys, zipfile, os
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    for entry in archive.infolist():
        os.chmod(archive.extract(entry, sys.argv[2]), entry.external_attr >> 16)
`

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'sockgrade-autograder-'))
  // The one who is graded has to get at it.
  chmodSync(root, 0o755)
  course = mkdtempSync(join(tmpdir(), 'sockgrade-course-'))
  const settings = {
    run: 'never',
    limits: { time: 120 },
    checks: { 'echo/next-client': { required: true, points: 5 } },
  }
  writeFileSync(join(course, 'sockgrade.json'), JSON.stringify(settings))
  const { stdout } = await pack('--spec', 'echo', '--languages', 'Python')
  expect(stdout).toContain('gradescope-echo.zip is written')
  expect(stdout).toContain('a programming assignment of 105 points')
  mkdirSync(at('source'))
  python(course, unpack, 'gradescope-echo.zip', at('source'))
  await execa(at('source', 'setup.sh'), { env, stdin: 'ignore' })
}, 240_000)

afterAll(() => {
  for (const folder of [root, course]) rmSync(folder, { recursive: true, force: true })
})

const pack = (...args: readonly string[]): Promise<Run> =>
  sockgrade(['package', 'gradescope', ...args], { from: course })

/** Where the autograder's folder is, and that all it needs has been installed here before. */
const env = {
  get AUTOGRADER_ROOT() {
    return root
  },
  npm_config_prefer_offline: 'true',
}

interface Results {
  readonly score?: number
  readonly output: string
  readonly tests: readonly { readonly name: string; readonly status?: string }[]
}

/** What Gradescope reads after it has run the autograder on these files. */
async function resultsOf(files: Readonly<Record<string, string>>): Promise<Results> {
  rmSync(at('submission'), { recursive: true, force: true })
  rmSync(at('results'), { recursive: true, force: true })
  for (const folder of ['submission', 'results']) mkdirSync(at(folder))
  for (const [name, content] of Object.entries(files))
    writeFileSync(at('submission', name), content)
  const { exitCode } = await execa(at('source', 'run_autograder'), { env, stdin: 'ignore' })
  expect(exitCode).toBe(0)
  expect(readdirSync(at('results'))).toEqual(['results.json'])
  const text = readFileSync(at('results', 'results.json'), 'utf8')
  expect(await complaintsAbout('gradescope', text)).toEqual([])
  return JSON.parse(text)
}

const server = `
import socket
server = socket.create_server(('', 65432))
while True:
    client, _ = server.accept()
    while data := client.recv(65536):
        client.sendall(data)
    client.close()
`

/** The processes of a user. */
function processesOf(uid: number): string[] {
  return readdirSync('/proc').filter((name) => {
    const status = join('/proc', name, 'status')
    return /^\d+$/.test(name) && existsSync(status) && ownerIn(status) === uid
  })
}

function ownerIn(status: string): number | undefined {
  try {
    return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1])
  } catch {
    // It has ended.
    return undefined
  }
}

describe('a Gradescope autograder', () => {
  test('gives a right program all points, by the instructor’s settings', async () => {
    const { score, output } = await resultsOf({ 'server.py': server })
    expect(score).toBe(105)
    expect(output).toContain('Core 105/105')
  })

  test('gives a wrong program fewer, and tells why', async () => {
    const wrong = server.replace('sendall(data)', 'sendall(data.rstrip())')
    const { score, tests } = await resultsOf({ 'server.py': wrong })
    expect(score).toBeLessThan(105)
    expect(tests).toContainEqual(
      expect.objectContaining({
        name: expect.stringContaining('echo/keeps-a-newline'),
        status: 'failed',
        output: expect.stringContaining('differs here'),
      }),
    )
  })

  test.each([
    ['does not run', { 'server.py': 'import socket\nsocket.socket(' }, 'before it listened'],
    ['has nothing in it', {}, 'There is no program in submission'],
    ['wants to be graded otherwise', { 'sockgrade.json': '{"checks": {}}' }, 'may not say which'],
    ['is in a language that isn’t there', { 'a.nim': '' }, 'There is no program'],
  ])('gives a submission that %s 0 points, and says so', async (_, files, sentence) => {
    const { score, output } = await resultsOf(files)
    expect(output).toContain(sentence)
    expect(score).toBe(0)
  })

  test('gives no score where the grader itself breaks, and says so', async () => {
    const main = at('source', 'grader', 'dist', 'harness', 'cli', 'main.js')
    renameSync(main, `${main}.away`)
    try {
      const { score, output } = await resultsOf({ 'server.py': server })
      expect(output).toContain('The grader itself failed')
      expect(score).toBe(undefined)
    } finally {
      renameSync(`${main}.away`, main)
    }
  })

  // Gradescope's containers know no namespaces, and all in them is done by root.
  describe.runIf(process.getuid?.() === 0)('whose container keeps nothing apart', () => {
    const options = () => at('source', 'options')
    let usual = ''

    beforeAll(() => {
      usual = readFileSync(options(), 'utf8')
      appendFileSync(options(), '--isolation\nnone\n')
    })

    afterAll(() => {
      writeFileSync(options(), usual)
      rmSync(trace, { force: true })
    })

    /** What the daemon below leaves, so that it is known to have been there. */
    const trace = join(tmpdir(), `sockgrade-trace-${process.pid}`)

    const forged = JSON.stringify({ score: 1000, output: 'forged', tests: [] })

    test('can’t be told another result, even by a process that stays', async () => {
      // It leaves its group, its parent and its environment, and goes on for a minute.
      const daemon = `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execve('/bin/sh', ['sh', '-c', '''
            for i in $(seq 600); do
                for file in results.json graded.json; do echo '${forged}' > ${root}/results/$file; done
                echo $i > ${trace}; sleep 0.1
            done'''], {'PATH': os.environ['PATH']})
    os._exit(0)
`
      const wrong = server.replace('sendall(data)', 'sendall(data.upper())')
      const { score, output } = await resultsOf({ 'server.py': daemon + wrong })
      expect(output).not.toContain('forged')
      expect(score).toBeLessThan(105)
      expect(existsSync(trace)).toBe(true)
      await expect.poll(() => processesOf(27182), { timeout: 5000 }).toEqual([])
    })

    test('tells of no score where the program kills the grader', async () => {
      const killer = 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)'
      const { score, output } = await resultsOf({ 'server.py': killer })
      expect(output).toContain('The grader itself failed')
      expect(score).toBe(undefined)
    })
  })
})

describe('package', () => {
  test('makes the same bytes of the same things', async () => {
    const zip = (name: string) => readFileSync(join(course, name))
    await sockgrade(['package', 'gradescope', '--spec', 'echo', '--out', 'again.zip'], {
      from: course,
      env: { TZ: 'Asia/Tokyo' },
    })
    await pack('--spec', 'echo', '--out', 'first.zip')
    expect(zip('again.zip').equals(zip('first.zip'))).toBe(true)
    expect(zip('again.zip').equals(zip('gradescope-echo.zip'))).toBe(false)
  })

  test('packs neither a command of the instructor’s folder nor what is only for debugging', () => {
    const settings = readFileSync(at('source', 'sockgrade.json'), 'utf8')
    expect(JSON.parse(settings)).not.toHaveProperty('run')
    expect(readdirSync(at('source', 'grader', 'dist'), { recursive: true }).join()).not.toMatch(
      /\.map\b/,
    )
  })

  test('tells what to do in Russian, and packs Russian', async () => {
    const { stdout } = await pack('--spec', 'echo', '--lang', 'ru', '--out', 'ru.zip')
    expect(stdout).toContain('Создайте задание типа Programming Assignment на 105 баллов.')
    const options = 'import zipfile; print(zipfile.ZipFile("ru.zip").read("options").decode())'
    expect(python(course, options)).toBe('--lang\nru\n\n')
  })

  test.each([
    [['--spec', 'ecko'], 'Did you mean “echo”?'],
    [['--languages', 'Python,Cobol'], '--languages takes one of Python'],
    [['--settings', 'nowhere.json'], 'nowhere.json is not right'],
    [['--out', 'sockgrade.json/a.zip'], "sockgrade.json/a.zip can't be written"],
  ])('refuses %j', async (args, sentence) => {
    const { status, stderr } = await pack(...args)
    expect(stderr).toContain(sentence)
    expect(status).toBe(2)
  })

  test('knows no other platform', async () => {
    const { status, stderr } = await sockgrade(['package', 'moodle'], { from: packageFolder })
    expect(stderr).toContain('package takes one of gradescope, not “moodle”')
    expect(status).toBe(2)
  })
})
