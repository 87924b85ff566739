/** An instructor's word on checks, in the sockgrade.json of the folder in which the instructor stands. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../report/schema.ts'
import { type Run, sockgrade } from '../testing/grade.ts'

/** Right for the classroom, and for one client only. */
const server = `
import socket
server = socket.socket()
server.bind(('', 65432))
server.listen()
client, _ = server.accept()
while data := client.recv(1024):
    client.sendall(data)
client.close()
`

let folder = ''
let number = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-instructor-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A folder with a student's work in it, and with these settings. */
function course(settings: object, own?: object): string {
  const place = join(folder, String(++number))
  mkdirSync(join(place, 'student'), { recursive: true })
  writeFileSync(join(place, 'student', 'server.py'), server)
  writeFileSync(join(place, 'sockgrade.json'), JSON.stringify(settings))
  if (own) writeFileSync(join(place, 'student', 'sockgrade.json'), JSON.stringify(own))
  return place
}

const grade = (from: string, ...args: readonly string[]) =>
  sockgrade(['--spec', 'echo', '--seed', '1', ...args], { from })

const reportIn = ({ stdout }: Run): Report => JSON.parse(stdout)
const json = ['--format', 'json']

describe('an instructor', () => {
  test('promotes a check: it is required, and its points count in the core', async () => {
    const place = course({ checks: { 'echo/next-client': { required: true, points: 5 } } })
    const run = await grade(place, ...json, '--tier', 'core', 'student')
    const { checks, score, maxScore } = reportIn(run)
    const promoted = checks.find(({ id }) => id === 'echo/next-client')
    expect(promoted).toMatchObject({
      required: true,
      tier: 'core',
      verdict: 'failed',
      maxPoints: 5,
    })
    expect([score, maxScore]).toEqual([100, 105])
    expect(run.status).toBe(1)
  })

  test('takes a check out of the core', async () => {
    const place = course({ checks: { 'echo/long-message': { required: false } } })
    const { maxScore, checks } = reportIn(await grade(place, ...json, '--tier', 'core', 'student'))
    expect(maxScore).toBe(90)
    expect(checks.map(({ id }) => id)).not.toContain('echo/long-message')
  })

  test('drops a check: it is played where others need it, and appears nowhere', async () => {
    const place = course({ checks: { 'echo/returns-a-message': { drop: true } } })
    const run = await grade(place, ...json, '--tier', 'core', 'student')
    const { checks, score, maxScore } = reportIn(run)
    expect(checks.map(({ id }) => id)).not.toContain('echo/returns-a-message')
    expect(checks.every(({ verdict }) => verdict === 'passed')).toBe(true)
    expect([score, maxScore]).toEqual([75, 75])
    expect(run.status).toBe(0)
  })

  test('hides a check from students', async () => {
    const place = course({ checks: { 'echo/any-text': { hidden: true } } })
    const args = ['--tier', 'core', 'student']
    const { stdout } = await grade(place, ...args)
    expect(stdout).toContain('✓ echo/hidden-1  A hidden check.')
    expect(stdout).not.toContain('any-text')
    expect(reportIn(await grade(place, ...json, ...args)).checks).toContainEqual(
      expect.objectContaining({ id: 'echo/any-text', hidden: true }),
    )
  })

  test('has a word on single files, and on commands, that are graded where the instructor stands', async () => {
    const place = course({ checks: { 'echo/long-message': { points: 1 } } })
    writeFileSync(join(place, 'server.py'), server)
    const args = [...json, '--tier', 'core']
    expect(reportIn(await grade(place, ...args, 'server.py')).maxScore).toBe(91)
    expect(reportIn(await grade(place, ...args, '--', 'python3', 'server.py')).maxScore).toBe(91)
  })

  test('is told of a check that isn’t there, and of the nearest', async () => {
    const place = course({ checks: { 'echo/two-at-onec': { drop: true } } })
    const { status, stderr } = await grade(place, 'student')
    expect(stderr).toContain('sockgrade.json: There is no check “echo/two-at-onec”')
    expect(stderr).toContain('Did you mean “echo/two-at-once”?')
    expect(status).toBe(2)
  })

  test('is told of a key and of points that can’t be', async () => {
    const place = course({ checks: { 'echo/any-text': { point: 1, points: 1.5 } } })
    const { status, stdout } = await grade(place, 'student')
    const complaint = stdout.replace(/\s+/g, ' ')
    expect(complaint).toContain('checks.echo/any-text.point is no key of it')
    expect(complaint).toContain('checks.echo/any-text.points: Invalid integer')
    expect(status).toBe(2)
  })

  test('can’t play a check that was dropped', async () => {
    const place = course({ checks: { 'echo/any-text': { drop: true } } })
    const { status, stderr } = await grade(place, '--only', 'echo/any-text', 'student')
    expect(stderr).toContain('echo/any-text is left out by the sockgrade.json')
    expect(status).toBe(2)
  })
})

describe('a submission has no word on its own checks', () => {
  const own = { checks: { 'echo/next-client': { drop: true }, 'echo/any-text': { points: 99 } } }
  const refused = async (run: Promise<Run>) => {
    const { status, stdout } = await run
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'came with the submission, and a submission may not say which checks count',
    )
    expect(status).toBe(2)
  }

  test('in its folder', () => refused(grade(course({}, own), 'student')))

  test('beside its file', () => refused(grade(course({}, own), 'student/server.py')))

  test('where the instructor’s folder has one too', () =>
    refused(grade(course({ checks: { 'echo/any-text': { points: 5 } } }, own), 'student')))

  test('where it is graded from within', () =>
    refused(grade(join(course({}, own), 'student'), '.')))
})

describe('settings that are named with --settings', () => {
  /** A student's checkout in which the grader is started, and the instructor's file apart from it. */
  const checkout = (settings: string, own: object) => {
    const place = course({}, own)
    writeFileSync(join(place, 'instructor.json'), settings)
    return join(place, 'student')
  }
  const named = (from: string, ...args: readonly string[]) =>
    grade(from, '--settings', '../instructor.json', '--tier', 'core', ...args)

  test('are the instructor’s word, and what the student has beside the program is not', async () => {
    const from = checkout(JSON.stringify({ checks: { 'echo/long-message': { points: 1 } } }), {
      port: 65432,
    })
    for (const submission of [['.'], ['server.py'], ['--', 'python3', 'server.py']]) {
      const { checks, maxScore } = reportIn(await named(from, ...json, ...submission))
      expect(checks.find(({ id }) => id === 'echo/long-message')?.maxPoints).toBe(1)
      expect(maxScore).toBe(91)
    }
  })

  test.each([['.'], ['server.py'], ['--', 'python3', 'server.py']])(
    'refuse a student’s word where the grader stands in the student’s folder: %s',
    async (...submission) => {
      const from = checkout('{}', { checks: { 'echo/any-text': { drop: true } } })
      const { status, stdout } = await named(from, ...submission)
      expect(stdout.replace(/\s+/g, ' ')).toContain('a submission may not say which checks count')
      expect(status).toBe(2)
    },
  )

  test.each([
    ['{', 'is not right'],
    ['{"check": {}}', 'check is no key of it'],
    ['{"checks": {"echo/any-txt": {"drop": true}}}', 'Did you mean “echo/any-text”?'],
  ])('%s is the instructor’s mistake, which costs no student anything', async (text, sentence) => {
    const out = join(folder, 'never.json')
    const args = ['--exit-zero', '--report', `gradescope=${out}`, '.']
    const { status, stderr } = await named(checkout(text, {}), ...args)
    expect(stderr).toContain('instructor.json')
    expect(stderr).toContain(sentence)
    expect(existsSync(out)).toBe(false)
    expect(status).toBe(2)
  })

  test('have to be there', async () => {
    const { status, stderr } = await grade(folder, '--settings', 'nowhere.json', 'student')
    expect(stderr).toContain('nowhere.json is not right')
    expect(status).toBe(2)
  })
})
