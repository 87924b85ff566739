import { describe, expect, test } from 'vitest'
import { check, classOf, entry, readSheet } from '../../testing/class.ts'
import { classCsv } from './csv.ts'

const english = { language: 'en' } as const

/** The rows of the sheet, each by its headings. */
function rowsOf(...given: Parameters<typeof classOf>): Record<string, string>[] {
  const [headings = [], ...rows] = readSheet(classCsv(...classOf(...given), english))
  return rows.map((cells) =>
    Object.fromEntries(headings.map((name, at) => [name, cells[at] ?? ''])),
  )
}

describe('The sheet of a class', () => {
  test('has a row a student and a column a check', () => {
    const failed = check('any-text', { verdict: 'failed', failure: 'silent' })
    const errored = check('ipv6', { tier: 'beyond', verdict: 'errored' })
    const [row] = rowsOf([
      [
        entry('jane', {
          score: 10,
          maxScore: 20,
          beyond: { score: 0, maxScore: 0 },
          checks: [check('one-message'), failed, errored],
        }),
        { person: { name: 'Jane Doe', id: '7', login: 'jdoe', email: 'j@e.org', section: 'A' } },
      ],
    ])
    expect(row).toEqual({
      Student: 'Jane Doe',
      ID: '7',
      Login: 'jdoe',
      Email: 'j@e.org',
      Section: 'A',
      Submission: 'jane',
      Outcome: 'graded',
      Score: '10',
      'Out of': '20',
      Beyond: '0',
      'Beyond out of': '0',
      Note: '',
      'echo/one-message (10)': '10',
      'echo/any-text (10)': '0',
      'echo/ipv6 (10)': '',
    })
  })

  test('tells who has handed in nothing, who could not be run, and where the grader failed', () => {
    const rows = rowsOf(
      [
        [entry('anna', { outcome: 'unusable', problem: 'build-failed', score: 0, maxScore: 0 })],
        [
          entry('bob', {
            outcome: 'errored',
            score: 40,
            maxScore: 60,
            checks: [check('any-text')],
          }),
        ],
        [entry('cleo'), { late: true }],
      ],
      'Login,Group\nanna,A\nbob,A\ncleo,B\ndan,B\n',
    )
    expect(rows.map(({ Login, Outcome, Score, Note }) => [Login, Outcome, Score, Note])).toEqual([
      ['anna', 'could not be run', '0', 'build-failed'],
      ['bob', 'not judged: the grader’s own fault, no points are lost', '', ''],
      ['cleo', 'graded', '100', 'late'],
      ['dan', 'nothing handed in', '', ''],
    ])
  })

  test('counts the best of several, and none where the grader failed at one of them', () => {
    const work = (id: string, login: string, part: Parameters<typeof entry>[1]) =>
      [entry(id, part), { person: { login } }] as const
    const rows = rowsOf(
      [
        work('a1', 'anna', { score: 30 }),
        work('a2', 'anna', { score: 90 }),
        work('a3', 'anna', { outcome: 'unusable', score: 0, maxScore: 0 }),
        work('b1', 'bob', { score: 90 }),
        work('b2', 'bob', { outcome: 'errored', score: 0, maxScore: 0 }),
      ],
      'Login\nanna\nbob\n',
    )
    expect(rows.map(({ Submission, Score, Note }) => [Submission, Score, Note])).toEqual([
      ['a2', '90', 'handed in 3 times; one counts'],
      ['b2', '', 'handed in 2 times; one counts'],
    ])
  })

  test('has those whom the roster doesn’t know, and each of a team', () => {
    const rows = rowsOf(
      [
        [entry('one'), { team: [{ name: 'Jane Doe' }, { name: 'Some Body' }] }],
        [entry('stranger'), {}],
      ],
      'Name,Group\nJane Doe,A\n',
    )
    expect(rows.map(({ Student, Section, Submission }) => [Student, Section, Submission])).toEqual([
      ['Jane Doe', 'A', 'one'],
      ['Some Body', '', 'one'],
      ['', '', 'stranger'],
    ])
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
    'makes %j no formula',
    (name) => {
      const cell = rowsOf([[entry('a'), { person: { name } }]])[0]?.Student ?? ''
      expect(cell).not.toMatch(/^[=+\-@\t\r＝]/)
      expect(cell).toMatch(/1/)
    },
  )

  test('is not broken out of by quotes, delimiters, line ends or what turns text round', () => {
    const name = 'a","b"\r\n=cmd|\' /C calc\'!A0,\u202egnp.exe'
    const sheet = classCsv(...classOf([[entry('a'), { person: { name } }]]), english)
    const [, cells] = readSheet(sheet)
    expect(readSheet(sheet)).toHaveLength(2)
    expect(cells?.[0]).toBe('a","b"��=cmd|\' /C calc\'!A0,�gnp.exe')
  })

  test('shows Cyrillic in Excel: a mark for UTF-8, and a semicolon where that is wanted', () => {
    const given = classOf([[entry('a'), { person: { name: 'Ёжиков; Иван' } }]])
    const sheet = classCsv(...given, { language: 'ru', delimiter: ';' })
    expect([...Buffer.from(sheet).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [headings, cells] = readSheet(sheet, ';')
    expect(headings?.slice(0, 2)).toEqual(['Студент', 'Номер'])
    expect(cells?.[0]).toBe('Ёжиков; Иван')
  })
})
