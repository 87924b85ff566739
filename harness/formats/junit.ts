import type { Report } from '../report/schema.ts'
import { type Case, casesOf } from './cases.ts'
import type { FormatContext } from './context.ts'
import { forStudent } from './student.ts'
import { element, parent } from './xml.ts'

/**
 * JUnit's XML as Ant and Jenkins both define it, a suite a tier. Points are properties of the suite: in
 * a test case neither definition has room for any. There always is a test case, since Jenkins fails a
 * build whose report is empty.
 */
export function junit(whole: Report, means: FormatContext): string {
  const { report, around } = forStudent(whole, means)
  const cases = casesOf(report, around)
  const suites = [true, false]
    .map((required) => cases.filter((each) => each.required === required))
    .filter((each) => each.length > 0)
    .map((each, index) => suiteOf(each, index, report))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${parent('testsuites', {}, suites)}\n`
}

function suiteOf(cases: readonly Case[], id: number, report: Report): string {
  const name = tierOf(cases[0])
  const count = (kind: Result['kind']) =>
    cases.filter((each) => resultOf(each)?.kind === kind).length
  const milliseconds = cases.reduce((sum, each) => sum + each.milliseconds, 0)
  const attributes = {
    name,
    package: report.spec ?? 'sockgrade',
    id,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(milliseconds),
    timestamp: (report.began ?? new Date(0).toISOString()).slice(0, 19),
    hostname: 'localhost',
  }
  return parent('testsuite', attributes, [
    parent('properties', {}, [
      element('property', { name: 'seed', value: report.seed }),
      ...cases.map(pointsOf),
    ]),
    ...cases.map((each) => caseOf(each, report)),
    element('system-out', {}),
    element('system-err', {}),
  ])
}

function pointsOf({ id, points, maxPoints, outcome, sentence }: Case): string {
  const forgiven = outcome === 'passed' && sentence ? ` — ${sentence}` : ''
  return element('property', { name: id, value: `${points}/${maxPoints}${forgiven}` })
}

/** GitLab takes the class for the suite, and drops test cases of equal name: ids differ. */
function caseOf(each: Case, { spec }: Report): string {
  const result = resultOf(each)
  const attributes = {
    name: each.id,
    classname: `${spec ?? 'sockgrade'}.${tierOf(each)}`,
    time: seconds(each.milliseconds),
  }
  if (!result) return element('testcase', attributes)
  const { kind, message, type } = result
  const told = each.details.length > 0 ? each.details : [each.sentence]
  const text = [each.rule, ...told].join('\n')
  return parent('testcase', attributes, [element(kind, { message, type }, text)])
}

interface Result {
  readonly kind: 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly type: string
}

/** A failure beyond the assignment is skipped, as an expected failure is elsewhere: it fails no build. */
function resultOf({ outcome, required, sentence: message, code: type }: Case): Result | undefined {
  if (outcome === 'passed') return undefined
  if (outcome === 'errored') return { kind: required ? 'error' : 'skipped', message, type }
  return { kind: outcome === 'failed' && required ? 'failure' : 'skipped', message, type }
}

function tierOf(each: Case | undefined): string {
  return each?.required ? 'core' : 'beyond'
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
