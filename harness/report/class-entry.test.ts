import { describe, expect, test } from 'vitest'
import { gradeFully } from '../testing/grade.ts'
import { classEntry } from './class-entry.ts'

const handed = { id: 's1', title: 'in/server.py', milliseconds: 1200 }

describe('a submission’s line in the class', () => {
  test('holds the score and each verdict with the code of its failure, and nothing of what was said', async () => {
    const { report } = await gradeFully('fixtures/doubling/no-strip.c', '--tier', 'core')
    const entry = classEntry(report, { ...handed, person: { name: 'Вера' } })
    expect(entry).toMatchObject({
      ...handed,
      outcome: 'graded',
      spec: 'doubling',
      score: report.score,
    })
    const failed = entry.checks.find(({ verdict }) => verdict === 'failed')
    expect(failed).toMatchObject({ id: 'doubling/strips-white-space', failure: 'wrong-bytes' })
    expect(JSON.stringify(entry)).not.toContain('transcript')
  })

  test('is unusable where the program could not be run, with the code of the problem', async () => {
    const { report } = await gradeFully('no/such/server.py')
    expect(classEntry(report, handed)).toMatchObject({
      outcome: 'unusable',
      problem: 'no-such-file',
    })
  })

  test('is errored where something required could not be judged, or there is no report at all', async () => {
    const { report } = await gradeFully(
      'reference/doubling-server.ts',
      '--only',
      'doubling/cyrillic',
    )
    const checks = report.checks.map((check) => ({ ...check, verdict: 'errored' as const }))
    expect(classEntry({ ...report, checks }, handed).outcome).toBe('errored')
    expect(classEntry(undefined, handed)).toMatchObject({ outcome: 'errored', checks: [] })
  })
})
