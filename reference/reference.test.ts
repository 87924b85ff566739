import { test } from 'vitest'
import { gradeFully } from '../harness/testing/grade.ts'
import { referenceOf } from '../harness/verify/fixtures.ts'
import { specs } from '../specs/index.ts'

test.concurrent.for(specs)(
  'the reference for $id is recognised and earns every point',
  async (spec, { expect }) => {
    const { report, status, terminal } = await gradeFully(referenceOf(spec.id))
    expect(report.recognised?.from).toBe('conversation')
    expect(report.spec).toBe(spec.id)
    const lost = report.checks.filter(({ verdict, strict }) => verdict !== 'passed' || !strict)
    expect(lost).toEqual([])
    expect(status).toBe(0)
    expect(report.score).toBe(100)
    expect(terminal).toContain('100/100')
  },
)
