import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../report/schema.ts'
import { gradeFully } from '../testing/grade.ts'
import { contextFor } from '../testing/rendering.ts'
import { markdown, markdownWithin } from './markdown.ts'

let report: Report

beforeAll(async () => {
  const args = ['--spec', 'echo', '--tier', 'core', '--seed', '1']
  report = (await gradeFully('fixtures/echo/strips-white-space.py', ...args)).report
})

test('failures that have no room are counted, and none is cut', () => {
  const whole = markdown(report, contextFor(report))
  const headings = (text: string) => text.match(/^### .*$/gm) ?? []
  const one = markdownWithin(report, contextFor(report), Buffer.byteLength(whole) - 100)
  expect(headings(whole).length).toBe(2)
  expect(headings(one)).toEqual(headings(whole).slice(0, 1))
  expect(one).toContain('One more failure has no room here.')
  expect(one.match(/^```/gm)).toHaveLength(2)
})

test('a name in backticks and bars stays one piece of code', () => {
  const title = '``a`|b'
  const named = { ...report, submission: { ...report.submission, title } }
  expect(markdown(named, contextFor(named))).toContain('\n``` ``a`|b ``` · seed 1\n')
})
