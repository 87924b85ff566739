import { describe, expect, test } from 'vitest'
import { check, classOf, entry, readSheet } from '../../testing/class.ts'
import { type MoodleOptions, moodleGradebook } from './moodle.ts'

function gradebook(part: Partial<MoodleOptions>, ...given: Parameters<typeof classOf>) {
  const { csv, leftOut } = moodleGradebook(...classOf(...given), { language: 'en', ...part })
  return { rows: readSheet(csv), leftOut }
}

const worksheet = `Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (grade)","Feedback comments"
"Participant 1","Jane Doe",j@e.org,"Submitted for grading",,10.00,Yes,-,
"Participant 2","John Roe",r@e.org,"Submitted for grading",7.00,10.00,Yes,"Friday, 2 January 2026",old
"Participant 3","Ann Lee",a@e.org,"No submission",,10.00,Yes,-,
`

const fromMoodle = (id: string, name: string) => ({
  system: 'Moodle' as const,
  person: { id, name },
})

describe('The grades for Moodle', () => {
  test('stand in the worksheet that Moodle has exported, the rest of which stays', () => {
    const checks = [
      check('any-text', { verdict: 'failed' }),
      check('secret', { verdict: 'failed', hidden: true }),
      check('reset', { tier: 'beyond', verdict: 'failed' }),
    ]
    const graded = entry('Jane Doe_1', {
      score: 85,
      beyond: { score: 5, maxScore: 40 },
      checks,
    })
    const { rows, leftOut } = gradebook(
      {},
      [
        [graded, fromMoodle('1', 'Jane Doe')],
        [entry('John Roe_2', { outcome: 'errored' }), fromMoodle('2', 'John Roe')],
        [entry('stranger')],
      ],
      worksheet,
    )
    const comment =
      'The assignment: 85 of 100 points. Beyond it: 5 of 40. Not right yet: echo/any-text. One hidden check failed.'
    expect(rows.slice(1)).toEqual([
      [
        'Participant 1',
        'Jane Doe',
        'j@e.org',
        'Submitted for grading',
        '8.5',
        '10.00',
        'Yes',
        '-',
        comment,
      ],
      [
        'Participant 2',
        'John Roe',
        'r@e.org',
        'Submitted for grading',
        '7.00',
        '10.00',
        'Yes',
        'Friday, 2 January 2026',
        'old',
      ],
      ['Participant 3', 'Ann Lee', 'a@e.org', 'No submission', '', '10.00', 'Yes', '-', ''],
    ])
    expect(leftOut).toEqual([
      { name: 'John Roe', why: 'errored' },
      { name: 'Ann Lee', why: 'absent' },
      { name: 'stranger', why: 'unknown' },
    ])
  })

  test('stand in a Russian worksheet, with a comment in Russian', () => {
    const russian =
      'Идентификатор,Полное имя,Оценка,Максимальная оценка,Отзыв в виде комментария\nУчастник5,Иван Ёжиков,,100.00,\nУчастник6,Пётр Сидоров,,100.00,\n'
    const { rows } = gradebook(
      { language: 'ru', absent: 'zero' },
      [
        [
          entry('x', { outcome: 'unusable', score: 0, maxScore: 0 }),
          fromMoodle('5', 'Иван Ёжиков'),
        ],
      ],
      russian,
    )
    expect(rows.slice(1)).toEqual([
      [
        'Участник5',
        'Иван Ёжиков',
        '0',
        '100.00',
        'Программу не удалось запустить, поэтому оценить в ней нечего.',
      ],
      ['Участник6', 'Пётр Сидоров', '0', '100.00', 'ничего не сдано'],
    ])
  })

  test('are in a table of their own without one: by participant, and never for somebody unknown', () => {
    const { rows, leftOut } = gradebook({ points: 5 }, [
      [entry('a', { score: 50 }), fromMoodle('1', 'Jane Doe')],
      [entry('b', { outcome: 'errored' }), fromMoodle('2', 'John Roe')],
      [entry('c')],
    ])
    expect(rows).toEqual([
      ['Identifier', 'Full name', 'Grade', 'Last modified (grade)', 'Feedback comments'],
      ['Participant 1', 'Jane Doe', '2.5', '-', 'The assignment: 50 of 100 points.'],
    ])
    expect(leftOut.map(({ name, why }) => [name, why])).toEqual([
      ['John Roe', 'errored'],
      ['c', 'unknown'],
    ])
  })

  test('go by the participants’ list where that is the roster, and leave out who isn’t in it', () => {
    const { rows, leftOut } = gradebook(
      {},
      [
        [entry('a'), fromMoodle('1', 'Jane Doe')],
        [entry('b'), fromMoodle('9', 'Team 3')],
      ],
      'First name,Last name,ID number,Email address,Groups\nJane,Doe,77,j@e.org,A\n',
    )
    expect(rows).toEqual([
      [
        'Identifier',
        'Full name',
        'ID number',
        'Email address',
        'Grade',
        'Last modified (grade)',
        'Feedback comments',
      ],
      [
        'Participant 1',
        'Jane Doe',
        '77',
        'j@e.org',
        '100',
        '-',
        'The assignment: 100 of 100 points.',
      ],
    ])
    expect(leftOut).toEqual([{ name: 'Team 3', why: 'unknown' }])
  })

  test('are never above the maximum', () => {
    const { rows } = gradebook({}, [[entry('a', { score: 130 }), fromMoodle('1', 'Jane Doe')]])
    expect(rows[1]?.[2]).toBe('100')
  })
})
