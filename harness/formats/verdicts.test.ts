/** What each format makes of each verdict; the real reports are changed where no program brings one about. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report, ReportedCheck } from '../report/schema.ts'
import { complaintsAbout, complaintsOfAjv } from '../testing/dialects/complaints.ts'
import { autogradingSchema } from '../testing/dialects/json.ts'
import { gradeFully } from '../testing/grade.ts'
import { contextFor, rendered } from '../testing/rendering.ts'
import { annotations } from './github/annotations.ts'
import { autogradingResult } from './github/autograding.ts'
import { formatNames } from './index.ts'

/** The second of three checks is the one in question. */
let failed: Report
let unusable: Report

beforeAll(async () => {
  const only = ['doubles-a-word', 'digits-are-text', 'two-at-once']
  const args = ['--spec', 'doubling', '--only', only.map((key) => `doubling/${key}`).join(',')]
  failed = (await gradeFully('fixtures/doubling/multiplies-numbers.py', ...args)).report
  unusable = (await gradeFully('fixtures/hostile/ends-before-it-listens.py', ...args)).report
})

const changed = (changes: Partial<ReportedCheck>): Report => ({
  ...failed,
  checks: failed.checks.map((check, index) => {
    if (index !== 1) return check
    const { failure: _, ...rest } = check
    return { ...rest, ...changes }
  }),
})

const kinds = {
  passed: () => ({ ...changed({ verdict: 'passed', points: 15 }), score: 40 }),
  forgiven: () => ({ ...changed({ verdict: 'passed', points: 15, strict: false }), score: 40 }),
  failed: () => failed,
  blocked: () => changed({ verdict: 'blocked', blockedBy: 'doubling/doubles-a-word' }),
  errored: () => ({ ...changed({ verdict: 'errored', reason: 'no clock' }), maxScore: 25 }),
  unusable: () => unusable,
  'grader-failed': (): Report => ({ ...unusable, maxScore: 0, problem: { code: 'grader-failed' } }),
} as const

type Kind = keyof typeof kinds
const kindNames = Object.keys(kinds) as Kind[]

describe.each(formatNames)('%s', (name) => {
  test.each(kindNames)('takes a check or a program that is %s', async (kind) => {
    expect(await complaintsAbout(name, await rendered(name, kinds[kind]()))).toEqual([])
  })
})

/** The case in question: the second, or the only one there is. */
const second = <Any>(list: readonly Any[]): Any => list[Math.min(1, list.length - 1)] as Any

test.each([
  ['passed', undefined],
  ['forgiven', undefined],
  ['failed', 'failure'],
  // What it waits for has passed, so that no other failure stands for it.
  ['blocked', 'failure'],
  ['errored', 'error'],
  ['unusable', 'failure'],
  ['grader-failed', 'error'],
] as const)('JUnit: %s is %s', async (kind, element) => {
  const xml = await rendered('junit', kinds[kind]())
  const cases = [...xml.matchAll(/<testcase [^>]*?(\/>|>\n<(\w+))/g)].map(([, , child]) => child)
  expect(second(cases)).toBe(element)
})

test.each([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['errored', 'other'],
  ['unusable', 'failed'],
  ['grader-failed', 'other'],
] as const)('CTRF: %s is %s', async (kind, status) => {
  const { results } = JSON.parse(await rendered('ctrf', kinds[kind]()))
  expect((second(results.tests) as { status: string }).status).toBe(status)
})

test.each([
  ['passed', /^ok 2 - [^#]*$/m],
  ['failed', /^not ok 2 - [^#]*$/m],
  ['errored', /^ok 2 - .*# SKIP could not be judged, which costs no point: no clock$/m],
  ['unusable', /^not ok 1 - doubling\/can-be-run: [^#]*$/m],
  ['grader-failed', /^ok 1 - doubling\/can-be-run: .*# SKIP The grader itself failed/m],
] as const)('TAP: %s', async (kind, point) => {
  expect(await rendered('tap', kinds[kind]())).toMatch(point)
})

test.each([
  ['passed', true],
  ['forgiven', true],
  ['failed', false],
  ['errored', null],
  ['unusable', false],
  ['grader-failed', null],
] as const)('check50: %s is %s', async (kind, passed) => {
  const { results } = JSON.parse(await rendered('check50', kinds[kind]()))
  expect((second(results) as { passed: boolean | null }).passed).toBe(passed)
})

test.each([
  ['passed', { score: 40 }],
  ['failed', { score: 25 }],
  ['errored', {}],
  ['unusable', { score: 0 }],
  ['grader-failed', {}],
] as const)('Gradescope: a grade that is %s has the score %j', async (kind, score) => {
  const results = JSON.parse(await rendered('gradescope', kinds[kind]()))
  const scores = results.tests.filter((each: object) => 'score' in each)
  expect('score' in results ? { score: results.score } : {}).toEqual(score)
  expect(scores.length > 0).toBe('score' in score)
})

test.each([
  ['passed', { gradable: true, score: 1 }],
  ['failed', { gradable: true, score: 0.625 }],
  ['errored', { gradable: false, score: 0 }],
  ['unusable', { gradable: false, score: 0 }],
  ['grader-failed', { gradable: false, score: 0 }],
] as const)('PrairieLearn: %s is %j', async (kind, expected) => {
  expect(JSON.parse(await rendered('prairielearn', kinds[kind]()))).toMatchObject(expected)
})

test.each([
  ['passed', { passed: true, score: 15, 'max-score': 15 }],
  ['failed', { passed: false, score: 0, 'max-score': 15 }],
  ['errored', { passed: false, score: 0, 'max-score': 0 }],
  ['unusable', { passed: false, score: 0, 'max-score': 40 }],
] as const)('Classroom 50: %s is %j, and the tests add up', async (kind, expected) => {
  const result = JSON.parse(await rendered('classroom50', kinds[kind]()))
  const sum = (key: string) =>
    result.tests.reduce(
      (total: number, each: Record<string, number>) => total + (each[key] ?? 0),
      0,
    )
  expect(second(result.tests)).toMatchObject(expected)
  expect([result.score, result['max-score']]).toEqual([sum('score'), sum('max-score')])
})

test.each([
  ['passed', 'pass', 'pass'],
  ['failed', 'fail', 'fail'],
  ['errored', 'error', 'error'],
  ['unusable', 'error', 'fail'],
  ['grader-failed', 'error', 'error'],
] as const)('GitHub Classroom: %s is %s as a whole, and %s alone', (kind, whole, alone) => {
  const report = kinds[kind]()
  const text = Buffer.from(autogradingResult(report, contextFor(report)), 'base64').toString()
  const result = JSON.parse(text)
  expect(complaintsOfAjv(autogradingSchema, text)).toEqual([])
  expect(result.status).toBe(whole)
  expect(second(result.tests as { status: string }[]).status).toBe(alone)
})

test('annotations: errors for what counts, warnings for what was not judged, notices for the rest', () => {
  const levels = (report: Report) =>
    annotations(report, contextFor(report))
      .split('\n')
      .map((line) => /^::(\w+) title=([\w/-]+)::/.exec(line)?.slice(1))
      .filter((each) => each !== undefined)
  const beyond = ['notice', 'doubling/two-at-once']
  expect(levels(kinds.failed())).toEqual([['error', 'doubling/digits-are-text'], beyond])
  expect(levels(kinds.errored())).toEqual([['warning', 'doubling/digits-are-text'], beyond])
  expect(levels(kinds.unusable())).toEqual([['error', 'doubling/can-be-run']])
})

test('annotations are ten of a level at most, each on one line', () => {
  const [check] = failed.checks.slice(1)
  const many = Array.from({ length: 25 }, (_, index) => ({ ...check, id: `doubling/${index}%,:` }))
  const report = { ...failed, checks: many as ReportedCheck[] }
  const lines = annotations(report, contextFor(report)).trimEnd().split('\n')
  expect(lines).toHaveLength(10)
  expect(lines[0]).toMatch(/^::error title=doubling\/0%25%2C%3A::/)
})

test('a failure beyond the assignment fails no suite', async () => {
  const report = kinds.passed()
  expect(await rendered('junit', report)).toMatch(/<skipped message="A client was not served/)
  expect(await rendered('tap', report)).toMatch(/^not ok 3 - .*# TODO A client was not served/m)
  const { results } = JSON.parse(await rendered('ctrf', report))
  expect(results.summary).toMatchObject({ tests: 3, passed: 2, failed: 0, other: 1 })
})
