import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../report/schema.ts'
import { gradeFully } from '../testing/grade.ts'
import { rendered } from '../testing/rendering.ts'
import { formatNames } from './index.ts'

const secret = 'doubling/digits-are-text'
const rule = 'Digits are text like any other'

/** A report in which one check is hidden that fails, and another is blocked by it. */
let report: Report

beforeAll(async () => {
  const only = 'doubling/doubles-a-word,doubling/digits-are-text,doubling/strips-white-space'
  const args = ['--spec', 'doubling', '--only', only, '--seed', '1']
  const grade = await gradeFully('fixtures/doubling/multiplies-numbers.py', ...args)
  report = {
    ...grade.report,
    score: 25,
    checks: grade.report.checks.map((check) => {
      if (check.id === secret) return { ...check, hidden: true }
      if (check.id !== 'doubling/strips-white-space') return check
      return { ...check, verdict: 'blocked', points: 0, blockedBy: secret, transcript: [] }
    }),
  }
})

describe('of a hidden check', () => {
  const forStudents = formatNames.filter((name) => name !== 'json' && name !== 'gradescope')

  test.each(forStudents)('%s shows neither rule, name nor conversation', async (name) => {
    const text = await rendered(name, report, { verbose: true })
    for (const told of [secret, 'digits-are-text', rule, '9371', '18742']) {
      expect(text).not.toContain(told)
    }
  })

  // The terminal's line is below; a page counts what is hidden, and says so in its own test.
  const elsewhere = ['terminal', 'github', 'html']
  test.each(forStudents.filter((name) => !elsewhere.includes(name)))(
    '%s shows that it is there, and what it waits for',
    async (name) => {
      expect(await rendered(name, report)).toContain('doubling/hidden-1')
    },
  )

  test('the terminal shows its number and points, in the student’s language', async () => {
    const text = await rendered('terminal', report, { language: 'ru' })
    expect(text).toMatch(/^✗ doubling\/hidden-1 {2}Скрытая проверка\. +0\/15$/m)
    expect(text).toContain('не проверялось: сначала нужно doubling/hidden-1')
  })

  test('the points count everywhere', async () => {
    expect(await rendered('terminal', report)).toContain(`Core 25/${report.maxScore}`)
    expect(JSON.parse(await rendered('classroom50', report))['max-score']).toBe(report.maxScore)
  })

  test('Gradescope tells instructors all, and students of other checks nothing', async () => {
    const { tests } = JSON.parse(await rendered('gradescope', report))
    const hidden = tests.filter(({ visibility }: { visibility: string }) => visibility === 'hidden')
    const visible = tests.filter((each: object) => !hidden.includes(each))
    expect(hidden).toHaveLength(1)
    expect(hidden[0].name).toContain(secret)
    expect(hidden[0].output).toContain('18742')
    expect(JSON.stringify(visible)).not.toContain('digits-are-text')
  })

  test('JSON holds all', async () => {
    expect(JSON.parse(await rendered('json', report))).toEqual(report)
  })
})
