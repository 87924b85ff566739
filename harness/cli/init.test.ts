/** `init` in repositories of students and instructors; what it writes is taken by who reads it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { filesIn, folderOf, python } from '../testing/archives.ts'
import { complaintsAboutWorkflow } from '../testing/ci/github-schema.ts'
import { commandLine, type Run, sockgrade } from '../testing/grade.ts'

const init = (from: string, ...args: readonly string[]): Promise<Run> =>
  sockgrade(['init', ...args], { from })

const quiz = { 'quiz_server.py': 'print("a program that is never run here")' }
const grader = ['--grader', 'somebody/sockgrade']

/** A repository with these files, which is pushed to this address. */
async function repository(files: Readonly<Record<string, string>>, url?: string): Promise<string> {
  const folder = folderOf(files)
  await execa('git', ['init', '--quiet'], { cwd: folder })
  if (url) await execa('git', ['remote', 'add', 'origin', url], { cwd: folder })
  return folder
}

/** Files but those of git. */
const filesOf = (folder: string) => filesIn(folder).filter((name) => !name.startsWith('.git/'))
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

describe('a student’s repository', () => {
  test('on GitHub gets settings and a workflow, by nothing but what it is like', async () => {
    const folder = await repository(quiz, 'git@github.com:anna/lab.git')
    const { status, stdout } = await init(folder, ...grader)
    expect(stdout).toContain('Protocol quiz, CI github, a student’s repository.')
    expect(stdout).toContain('✓ sockgrade.json is written.')
    expect(stdout).toContain('✓ .github/workflows/sockgrade.yml is written.')
    expect(stdout).toContain('Commit and push.')
    expect(JSON.parse(read(folder, 'sockgrade.json'))).toEqual({ spec: 'quiz' })
    const workflow = read(folder, '.github/workflows/sockgrade.yml')
    expect(await complaintsAboutWorkflow(workflow)).toEqual([])
    expect(workflow).toContain('uses: somebody/sockgrade@main')
    expect(workflow).not.toContain('OWNER')
    expect(status).toBe(0)
  })

  test('is changed by nothing the second time, nor where files are there already', async () => {
    const own = { ...quiz, 'sockgrade.json': '{"spec": "quiz", "port": 4000}' }
    const folder = await repository(own, 'https://github.com/anna/lab')
    await init(folder, ...grader)
    const before = filesOf(folder).map((name) => read(folder, name))
    const { status, stdout } = await init(folder, '--spec', 'echo', '--lang', 'ru')
    expect(stdout).toContain('– sockgrade.json уже есть и остаётся без изменений.')
    expect(stdout).toContain('– .github/workflows/sockgrade.yml уже есть')
    expect(stdout).not.toContain('OWNER')
    expect(filesOf(folder).map((name) => read(folder, name))).toEqual(before)
    expect(status).toBe(0)
  })

  test('with its program in a folder is graded there, in the student’s language', async () => {
    const folder = await repository({ 'src/echo.py': '' }, 'git@github.com:anna/lab.git')
    const { stdout } = await init(folder, '--lang', 'ru', ...grader)
    expect(stdout).toContain('Проверить у себя: npx sockgrade src')
    const { jobs } = parse(read(folder, '.github/workflows/sockgrade.yml'))
    expect(jobs.grade.steps.at(-1).with).toEqual({ lang: 'ru', path: 'src' })
    expect(JSON.parse(read(folder, 'src/sockgrade.json'))).toEqual({ spec: 'echo' })
  })

  test('on GitLab gets a job', async () => {
    const folder = await repository({ 'src/quiz.py': '' }, 'git@gitlab.com:anna/lab.git')
    const { stdout } = await init(folder, '--grader', 'https://git.example.org/some/sockgrade.git')
    expect(stdout).toContain('✓ .gitlab-ci.yml is written.')
    const { sockgrade: job } = parse(read(folder, '.gitlab-ci.yml'))
    expect(job.variables.GRADER).toBe('https://git.example.org/some/sockgrade.git')
    expect(job.script.at(-1)).toMatch(/ --report junit=report\.xml src$/)
  })

  test('with a job of its own on GitLab keeps it, and is told how to add ours', async () => {
    const folder = await repository({ ...quiz, '.gitlab-ci.yml': 'stages: [build]\n' })
    const { stdout } = await init(folder)
    expect(stdout).toContain('✓ .gitlab/sockgrade.yml is written.')
    expect(stdout).toMatch(
      /Add to \.gitlab-ci\.yml:\n {4}include:\n {6}- local: \.gitlab\/sockgrade\.yml/,
    )
    expect(stdout).toContain('In .gitlab/sockgrade.yml, put the owner of the grader’s repository')
    expect(read(folder, '.gitlab-ci.yml')).toBe('stages: [build]\n')
  })

  test('in Classroom 50 gets settings alone: its teacher has the autograder', async () => {
    const folder = await repository({ ...quiz, '.classroom50.yaml': '' })
    const { stdout } = await init(folder)
    expect(stdout).toContain('Classroom 50 grades this repository by your teacher’s autograder.')
    expect(filesOf(folder)).toEqual(['.classroom50.yaml', 'quiz_server.py', 'sockgrade.json'])
  })
})

describe('an instructor’s repository', () => {
  test('on GitHub gets a workflow that students’ repositories call, with the settings in it', async () => {
    const settings = { spec: 'echo', checks: { 'echo/two-at-once': { drop: true } }, run: "it's" }
    const files = { 'sockgrade.json': JSON.stringify(settings) }
    const folder = await repository(files, 'git@github.com:cs/sockets.git')
    const { stdout } = await init(folder, ...grader)
    expect(stdout).toContain('an instructor’s repository')
    expect(stdout).toContain('uses: cs/sockets/.github/workflows/sockgrade.yml@main')
    const workflow = read(folder, '.github/workflows/sockgrade.yml')
    expect(await complaintsAboutWorkflow(workflow)).toEqual([])
    const { settings: given } = parse(workflow).jobs.grade.steps.at(-1).with
    expect(JSON.parse(given)).toEqual({ spec: settings.spec, checks: settings.checks })
  })

  test('on GitLab gets a file that students’ projects name', async () => {
    const folder = await repository({}, 'git@gitlab.com:cs/sockets.git')
    const { stdout } = await init(folder, '--role', 'instructor', '--spec', 'ack')
    expect(stdout).toContain('CI/CD configuration file” to sockgrade.gitlab-ci.yml@cs/sockets')
    const { sockgrade: job } = parse(read(folder, 'sockgrade.gitlab-ci.yml'))
    expect(JSON.parse(job.variables.SETTINGS)).toEqual({ spec: 'ack', checks: {} })
  })

  test('of Classroom 50 gets an autograder for the assignment', async () => {
    const folder = await repository({ '.github/workflows/autograde-runner.yaml': '' })
    writeAssignments(folder, [{ slug: 'quiz-server', name: 'Quiz server' }])
    const { stdout } = await init(folder, '--spec', 'quiz', '--lang', 'ru', ...grader)
    expect(stdout).toContain('следующие решения задания cs/quiz-server')
    const place = 'cs/autograders/quiz-server'
    expect(JSON.parse(read(folder, `${place}/sockgrade.json`))).toEqual({
      spec: 'quiz',
      checks: {},
    })
    const autograder = read(folder, `${place}/autograder.py`)
    expect(autograder).toContain('GRADER = "https://github.com/somebody/sockgrade.git"')
    expect(autograder).toContain('LANGUAGE = "ru"')
    python(folder, 'import ast, sys; ast.parse(open(sys.argv[1]).read())', `${place}/autograder.py`)
  })

  test('of Classroom 50 has a word on which of several assignments it is', async () => {
    const folder = await repository({ '.github/workflows/autograde-runner.yaml': '' })
    writeAssignments(folder, [{ slug: 'echo' }, { slug: 'quiz' }])
    const { status, stderr } = await init(folder, '--spec', 'quiz')
    expect(stderr).toContain(
      '--assignment can’t be found out here: say which it is, of cs/echo, cs/quiz.',
    )
    expect(status).toBe(2)
    await init(folder, '--spec', 'quiz', '--assignment', 'cs/quiz')
    expect(filesOf(folder)).toContain('cs/autograders/quiz/autograder.py')
  })

  test('of Classroom 50 gets nothing for an assignment whose name leads elsewhere', async () => {
    const folder = await repository({ '.github/workflows/autograde-runner.yaml': '' })
    writeAssignments(folder, [{ slug: '../../../pwned' }])
    const { status, stderr } = await init(folder, '--spec', 'quiz')
    expect(stderr).toContain('--assignment can’t be found out here')
    expect(status).toBe(2)
  })
})

function writeAssignments(folder: string, assignments: readonly object[]): void {
  const file = join(folder, 'cs', 'assignments.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ schema: 'classroom50/assignments/v1', assignments }))
}

describe('what can’t be found out', () => {
  /** Plays a person who types these lines on a terminal. */
  const typing = `
import os, pty, sys
lines = sys.argv[1].encode().split(b'|')
said = b''
def read(fd):
    global said
    data = os.read(fd, 1024)
    said += data
    if b'> ' in said and lines: os.write(fd, lines.pop(0) + b'\\n'); said = b''
    return data
status = pty.spawn(sys.argv[2:], read)
print('status', os.waitstatus_to_exitcode(status))`

  test('is asked for on a terminal, until it is told', async () => {
    const folder = await repository({ 'server.py': 'PORT = 31337' })
    const answers = 'neither|quiz|1'
    const shown = python(
      folder,
      typing,
      answers,
      process.execPath,
      commandLine,
      'init',
      '--lang',
      'en',
    )
    expect(shown).toMatch(/Which protocol does the server speak\?\s+1 {2}ack — .*\s+2 {2}quiz — /)
    expect(shown).toMatch(/What is to grade this repository at each push\?\s+1 {2}github/)
    expect(shown).toContain('status 0')
    expect(JSON.parse(read(folder, 'sockgrade.json'))).toEqual({ spec: 'quiz' })
    expect(filesOf(folder)).toContain('.github/workflows/sockgrade.yml')
  })

  test('and isn’t told, is an error that names the option, and nothing is written', async () => {
    const folder = await repository({ 'server.py': '' })
    const shown = python(
      folder,
      typing,
      '\u0004',
      process.execPath,
      commandLine,
      'init',
      '--lang',
      'ru',
    )
    expect(shown).toContain('--spec: определить не удалось')
    expect(shown).toContain('status 2')
    expect(filesOf(folder)).toEqual(['server.py'])
  })

  test('is not asked for where there is no terminal', async () => {
    const folder = await repository({ 'server.py': '' })
    const { status, stderr } = await init(folder, '--ci', 'github')
    expect(stderr).toContain('--spec can’t be found out here: say which it is, of echo, doubling')
    expect(status).toBe(2)
    expect(filesOf(folder)).toEqual(['server.py'])
  })
})

describe('init refuses', () => {
  test('a folder below the top of a repository, where nobody reads a workflow', async () => {
    const folder = await repository({ 'src/quiz.py': '' })
    const { status, stderr } = await init(join(folder, 'src'))
    expect(stderr).toContain(`count only there: ${folder}`)
    expect(status).toBe(2)
  })

  test.each([
    [['nowhere'], 'There is no file or folder nowhere'],
    [['--ci', 'jenkins'], '--ci takes one of github, gitlab, classroom50, none'],
    [['--ci', 'none', '--role', 'dean'], '--role takes one of student, instructor'],
    [['--spec', 'qiz'], 'Did you mean “quiz”?'],
    [['--grader', '$(touch pwned)'], '--grader takes OWNER/NAME'],
  ])('%j', async (args, sentence) => {
    const { status, stderr } = await init(await repository(quiz), ...args)
    expect(stderr).toContain(sentence)
    expect(status).toBe(2)
  })

  test('settings that are wrong', async () => {
    const { status, stderr } = await init(await repository({ ...quiz, 'sockgrade.json': '{' }))
    expect(stderr).toContain('sockgrade.json is not right')
    expect(status).toBe(2)
  })
})
