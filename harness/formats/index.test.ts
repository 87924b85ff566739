/**
 * Every format of the reports of real grades is a golden file, re-recorded by `npm run record`, and is
 * taken by who has to read it: the format's own schema, or a parser that isn't ours.
 */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../report/schema.ts'
import { complaintsAbout } from '../testing/dialects/complaints.ts'
import { gradeFully } from '../testing/grade.ts'
import { rendered, steady } from '../testing/rendering.ts'
import { formatNames, formats } from './index.ts'

const programs = {
  right: ['reference/doubling-server.ts', 'doubling', 'doubles-a-word', 'two-at-once'],
  wrong: [
    'fixtures/doubling/multiplies-numbers.py',
    'doubling',
    'doubles-a-word',
    'digits-are-text',
    'two-at-once',
  ],
  markup: ['fixtures/hostile/prints-markup.py', 'echo', 'returns-a-message', 'any-text'],
  commands: ['fixtures/hostile/prints-github-commands.py', 'echo', 'returns-a-message'],
  escapes: ['fixtures/hostile/forges-the-terminal.py', 'echo', 'returns-a-message'],
  unusable: ['fixtures/hostile/ends-before-it-listens.py', 'echo', 'returns-a-message'],
} as const

type Program = keyof typeof programs
const names = Object.keys(programs) as Program[]
const reports = new Map<Program, Report>()

const reportOf = (name: Program) => reports.get(name) as Report

beforeAll(async () => {
  for (const name of names) {
    const [path, spec, ...keys] = programs[name]
    const only = keys.map((key) => `${spec}/${key}`).join(',')
    const args = ['--spec', spec, '--only', only, '--seed', '1']
    // The reference takes the port that it is offered; the others have theirs written into them.
    const port = name === 'right' ? ['--port', '9002'] : []
    const { report } = await gradeFully(path, ...args, ...port)
    reports.set(name, steady(report))
  }
}, 120_000)

/** A page is looked at in a browser, and not in the difference of two golden files. */
const inGoldens = formatNames.filter((format) => format !== 'html')

describe.each(inGoldens)('%s', (format) => {
  test.each(names)('of the program %s is what it was', async (name) => {
    const text = await rendered(format, reportOf(name))
    const golden = join(import.meta.dirname, 'goldens', `${name}.${format}.golden`)
    await expect(text).toMatchFileSnapshot(golden)
  })
})

describe.each(formatNames)('%s', (format) => {
  test.each(names)('of the program %s is taken by who has to read it', async (name) => {
    const text = await rendered(format, reportOf(name), { language: 'ru' })
    expect(await complaintsAbout(format, text)).toEqual([])
  })

  test('is taken, and shows no control character, whatever stands where a name should', async () => {
    for (const name of names) {
      for (const hostile of hostileNames) {
        const text = await rendered(format, withNames(reportOf(name), hostile))
        expect(await complaintsAbout(format, text)).toEqual([])
        expect(text.replaceAll('\n', '')).not.toMatch(unseen)
        expect(text).toMatch(/\n$/)
      }
    }
  })
})

/** Control characters, and others that can't be seen. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u

/** What files can be called on Linux, and what commands may consist of. */
const hostileNames = [
  ']]></failure></testcase><testcase name="forged"/>',
  '"}],"score":100,"x":[{"y":"',
  '\n::set-output name=score::100\n##[add-mask]0\n',
  '`` ``` | [x](javascript:alert(1)) <img src=x onerror=alert(1)> **bold** @somebody',
  ' # SKIP\nok 1 - forged\n  ...\nBail out!',
  '\x1b[2J\x07\x9b31m\0\x08\u202e\u2028\ufffe\ud800',
  "'; rm -rf ~; '",
]

/** The report of a program that is called so, in every place where its name could stand. */
function withNames(report: Report, hostile: string): Report {
  return {
    ...report,
    submission: { ...report.submission, title: hostile, command: hostile },
    isolation: { kind: 'none', sandbox: 'none', why: hostile },
    ...(report.problem
      ? { problem: { code: 'several-programs', path: hostile, candidates: [hostile] } }
      : {}),
    checks: report.checks.map((check, index) =>
      index === 0
        ? check
        : {
            ...check,
            verdict: 'errored' as const,
            reason: hostile,
          },
    ),
  }
}

test('no line of a format that may stand in a job’s log as it is can command GitHub’s runner', async () => {
  for (const name of names) {
    for (const format of formatNames.filter((each) => formats[each].inert && each !== 'github')) {
      const hostile = withNames(reportOf(name), '\n::error::forged\n##[add-mask]0')
      for (const report of [reportOf(name), hostile]) {
        const text = await rendered(format, report)
        expect(text).not.toMatch(/^\s*::/m)
        expect(text).not.toContain('##[')
      }
    }
  }
})
