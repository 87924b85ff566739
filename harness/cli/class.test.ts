import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClassReport } from '../report/class-schema.ts'
import { python } from '../testing/archives.ts'
import { readSheet } from '../testing/class.ts'
import { commandLine, gradeFully, sockgrade } from '../testing/grade.ts'

const root = join(import.meta.dirname, '..', '..')

/** What a class has handed in, by name, and the programs that it is made of. */
const work: Readonly<Record<string, string>> = {
  'doejane_101_9001_server.ts': 'reference/echo-server.ts',
  'leeann_102_9002_server.py': 'fixtures/echo/strips-white-space.py',
  'poeedgar_103_9003_server.c': 'fixtures/echo/cut-at-100.c',
  'roejohn_LATE_104_9004_server.py': 'fixtures/hostile/prints-markup.py',
}

const options = ['--spec', 'echo', '--tier', 'core', '--seed', '7']

let folder = ''

afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-'))
  const place = join(folder, 'submissions')
  mkdirSync(place)
  for (const [name, path] of Object.entries(work)) cpSync(join(root, path), join(place, name))
  writeFileSync(join(place, 'broken_105_9005_server.zip'), 'PK\x03\x04 and nothing else')
  python(
    place,
    "import zipfile; zipfile.ZipFile('kimlo_106_9006_lab.zip', 'w').writestr('lab/server.py', 'import nothing_of_that_name')",
  )
  writeFileSync(
    join(folder, 'roster.csv'),
    'Name;ID;Email\n"Доу, Джейн";101;jane@example.org\nLee Ann;102;=cmd()\nAbsent Alice;107;alice@example.org\n',
  )
})

/** Grades the class into a folder of this name. */
const grade = (out: string, ...more: readonly string[]) =>
  sockgrade(['class', 'submissions', '--out', out, ...options, ...more], { from: folder })

function resultsIn(out: string): ClassReport {
  return JSON.parse(readFileSync(join(folder, out, 'class.json'), 'utf8'))
}

/** What counts of each submission. */
function gradesIn(out: string) {
  return resultsIn(out).submissions.map(({ id, outcome, score, checks }) => ({
    ...{ id, outcome, score },
    verdicts: checks.map(({ id, verdict }) => `${id} ${verdict}`),
  }))
}

describe('A class', () => {
  test('is graded as each of it would be alone, and what can’t be read costs nobody else', async () => {
    const { status, stdout } = await grade('whole', '--roster', 'roster.csv')
    expect(status).toBe(0)
    expect(stdout).toContain('4 graded, 2 could not be run, 0 could not be judged.')
    const results = resultsIn('whole')
    for (const [name, path] of Object.entries(work)) {
      const { report } = await gradeFully(path, ...options)
      const entry = results.submissions.find(({ title }) => title === name)
      expect(entry?.checks.map(({ id, verdict, points }) => ({ id, verdict, points }))).toEqual(
        report.checks.map(({ id, verdict, points }) => ({ id, verdict, points })),
      )
    }
    const problems = results.submissions.flatMap(({ problem }) => problem ?? [])
    expect(problems.toSorted()).toEqual(['bad-archive', 'exited'])
  })

  test('comes out as sheets that a spreadsheet and Canvas can read, with names from the roster', () => {
    const rows = readSheet(readFileSync(join(folder, 'whole', 'grades.csv'), 'utf8'))
    expect(rows.find((row) => row.includes('Доу, Джейн'))).toContain('100')
    expect(rows.find((row) => row.includes('Absent Alice'))).toContain('nothing handed in')
    expect(rows.flat().filter((cell) => cell.startsWith('='))).toEqual([])
    const [headings] = readSheet(readFileSync(join(folder, 'whole', 'canvas.csv'), 'utf8'))
    expect(headings?.slice(0, 2)).toEqual(['Student', 'ID'])
  })

  test('gives each student reports of his own, in which nothing of the machine is told', () => {
    const place = join(folder, 'whole', 'students')
    for (const { folder: own } of resultsIn('whole').submissions) {
      expect(own).toBeDefined()
      const files = readdirSync(join(folder, 'whole', own ?? '')).toSorted()
      expect(files).toEqual(['feedback.md', 'report.html', 'report.json'])
    }
    const [kim] = readdirSync(place).filter((name) => name.startsWith('kimlo'))
    const report = readFileSync(join(place, kim ?? '', 'report.json'), 'utf8')
    expect(report).toContain('nothing_of_that_name')
    expect(report).not.toContain(folder)
  })

  test('is not graded twice while nothing changes, and what has changed is', async () => {
    expect((await grade('whole', '--roster', 'roster.csv')).stdout).toContain(
      '5 of them were unchanged',
    )
    const name = 'leeann_102_9002_server.py'
    const place = join(folder, 'submissions', name)
    cpSync(join(root, 'fixtures/echo/one-recv.py'), place)
    const { stdout } = await grade('whole')
    cpSync(join(root, work[name] ?? ''), place)
    expect(stdout).toContain('4 of them were unchanged')
    expect(stdout).not.toMatch(/leeann.*unchanged/)
  })

  test('is graded again where that is wanted', async () => {
    const { stdout } = await grade('whole', '--rerun', 'failed')
    expect(stdout).toMatch(/doejane.*unchanged/)
    expect(stdout).not.toMatch(/(poeedgar|kimlo).*unchanged/)
    expect((await grade('whole', '--rerun', 'all')).stdout).not.toContain('unchanged')
  })

  test('killed at any moment, goes on with what is missing, and comes out the same', async () => {
    const args = ['class', 'submissions', '--out', 'killed', '--jobs', '1', ...options]
    const grader = spawn(process.execPath, [commandLine, ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: '', LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const lines = createInterface({ input: grader.stdout as Readable })
    await once(lines, 'line')
    await once(lines, 'line')
    grader.kill('SIGKILL')
    await once(grader, 'exit')
    expect(existsSync(join(folder, 'killed', 'class.json'))).toBe(false)
    const { stdout } = await grade('killed')
    expect(stdout).toMatch(/[12] of them were unchanged/)
    expect(gradesIn('killed')).toEqual(gradesIn('whole'))
  })

  test('is interrupted with all that was done so far, and says how to go on', async () => {
    const args = ['class', 'submissions', '--out', 'interrupted', '--jobs', '1', ...options]
    const grader = spawn(process.execPath, [commandLine, ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: '', LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const lines = createInterface({ input: grader.stdout as Readable })
    const said: string[] = []
    lines.on('line', (line) => said.push(line))
    await once(lines, 'line')
    await once(lines, 'line')
    grader.kill('SIGINT')
    const [status] = await once(grader, 'close')
    expect(status).toBe(130)
    expect(said.join('\n')).toContain('The same command goes on with them.')
    expect(resultsIn('interrupted').submissions.length).toBeGreaterThanOrEqual(2)
    expect(resultsIn('interrupted').finished).toBeUndefined()
  })

  test('is not graded by two runs into one folder at once', async () => {
    const args = ['class', 'submissions', '--out', 'twice', ...options]
    const first = spawn(process.execPath, [commandLine, ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: '', LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(createInterface({ input: first.stdout as Readable }), 'line')
    const second = await grade('twice')
    first.kill('SIGINT')
    await once(first, 'exit')
    expect(second.status).toBe(2)
    expect(second.stderr).toContain('Another run is at work on twice')
  })

  test('that is not there, or has nothing in it, is said to be so', async () => {
    mkdirSync(join(folder, 'empty'))
    const nobody = await sockgrade(['class', 'nowhere'], { from: folder })
    const empty = await sockgrade(['class', 'empty'], { from: folder })
    expect([nobody.status, empty.status]).toEqual([2, 2])
    expect(nobody.stderr).toContain('There is no file or folder')
    expect(empty.stderr).toContain('There is no submission in')
    rmSync(join(folder, 'empty'), { recursive: true })
  })
})
