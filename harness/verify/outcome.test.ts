import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../report/schema.ts'
import { gradeFully } from '../testing/grade.ts'
import { excusedIn, outcomeOf } from './outcome.ts'

const due = ['echo/returns-a-message']
let report: Report

beforeAll(async () => {
  const fixture = 'fixtures/echo/reads-lines.java'
  report = (await gradeFully(fixture, '--spec', 'echo', '--seed', '1')).report
})

/** The report, in which the grader could not judge some checks. */
const withErrored = (id: string, required: boolean): Report => ({
  ...report,
  checks: report.checks.map((check) =>
    check.id === id
      ? { ...check, verdict: 'errored', reason: 'no such thing here', required }
      : check,
  ),
})

describe('a wrong program', () => {
  test('came out as it must where it failed just what it declares', () => {
    expect(outcomeOf(report, due)).toEqual({ kind: 'as-due' })
  })

  test.each([[['echo/any-text']], [[...due, 'echo/any-text']], [[]]])(
    'came out otherwise where it declares %j',
    (declared) => {
      expect(outcomeOf(report, declared)).toEqual({
        kind: 'otherwise',
        failed: due,
        due: declared,
        notJudged: [],
      })
    },
  )

  test('came out otherwise where the grader could not judge what is required', () => {
    expect(outcomeOf(withErrored('echo/any-text', true), due)).toMatchObject({
      kind: 'otherwise',
      notJudged: [{ check: 'echo/any-text', reason: 'no such thing here' }],
    })
  })

  test('is excused from what can’t be judged here, and isn’t required', () => {
    const without = withErrored('echo/two-at-once', false)
    expect(outcomeOf(without, [...due, 'echo/two-at-once'])).toEqual({ kind: 'as-due' })
    expect(excusedIn(without).map(({ check }) => check)).toEqual(['echo/two-at-once'])
  })
})
