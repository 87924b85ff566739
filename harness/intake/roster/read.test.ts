import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, python } from '../../testing/archives.ts'
import { BadRoster, readRoster } from './read.ts'

function roster(content: string | Uint8Array) {
  const path = join(emptyFolder(), 'roster.csv')
  writeFileSync(path, content)
  return readRoster(path)
}

const people = (content: string | Uint8Array) => roster(content).rows.map(({ person }) => person)

describe('A roster', () => {
  test.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('is read with %s, quotes, and line ends of Windows', (_, delimiter) => {
    const rows = [
      ['Name', 'Email', 'Group'],
      ['"Doe, Jane; the\t""first"""', 'jane@example.org', 'A'],
      [' John Roe ', '', 'B'],
    ]
    expect(people(rows.map((cells) => cells.join(delimiter)).join('\r\n'))).toEqual([
      { name: 'Doe, Jane; the\t"first"', email: 'jane@example.org', section: 'A' },
      { name: 'John Roe', section: 'B' },
    ])
  })

  test.each(['utf-8', 'utf-8-sig', 'cp1251', 'utf-16'])('is read in %s', (encoding) => {
    const folder = emptyFolder()
    python(
      folder,
      `open('roster.csv','w',encoding='${encoding}').write('Фамилия;Имя;Отчество;Группа;Эл. почта\\nЁжиков;Иван;Петрович;ИВТ-1;e@example.org\\n')`,
    )
    expect(readRoster(join(folder, 'roster.csv')).rows[0]?.person).toEqual({
      name: 'Ёжиков Иван Петрович',
      section: 'ИВТ-1',
      email: 'e@example.org',
    })
  })

  test('that Excel has told its delimiter', () => {
    expect(people('sep=;\r\nlogin;note, long\r\njane;x\r\n')).toEqual([{ login: 'jane' }])
  })

  test('of people with first and last names', () => {
    expect(people('First name,Last name,ID number\nJane,Doe,77\n')).toEqual([{ name: 'Jane Doe' }])
    expect(roster('First name,Last name,ID number\nJane,Doe,77\n').rows[0]?.schoolId).toBe('77')
  })

  test('that Canvas has exported: its numbers, and its rows that are nobody', () => {
    const read = roster(`Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (55),Final Score
,,,,,Manual Posting,
    Points Possible,,,,,10,(read only)
"Doe, Jane",12345,S1,jdoe,"Group A and Group B",7,70
"Student, Test",99,,abc,Group A,,
`)
    expect(read.kind).toBe('canvas')
    expect(read.notes).toHaveLength(3)
    expect(read.rows).toEqual([
      {
        person: {
          name: 'Doe, Jane',
          id: '12345',
          login: 'jdoe',
          section: 'Group A and Group B',
        },
        schoolId: 'S1',
        cells: ['Doe, Jane', '12345', 'S1', 'jdoe', 'Group A and Group B', '7', '70'],
      },
    ])
  })

  test('that Moodle has exported for grading, in English and in Russian', () => {
    const english = roster(
      'Identifier,Full name,Email address,Grade\nParticipant 123,Jane Doe,j@e.org,\n',
    )
    expect(english).toMatchObject({ kind: 'moodle', rows: [{ person: { id: '123' } }] })
    const russian = roster('Идентификатор,Полное имя,Оценка\nУчастник123,Иван Петров,\n')
    expect(russian).toMatchObject({
      kind: 'moodle',
      rows: [{ person: { id: '123', name: 'Иван Петров' } }],
    })
  })

  test('that GitHub Classroom has exported', () => {
    expect(
      people('"identifier","github_username","github_id","name"\n"Doe","jane-doe","5",""\n'),
    ).toEqual([{ id: 'Doe', login: 'jane-doe' }])
  })

  test.each([
    ['without a column that is known', 'color,size\nred,5\n', ['color', 'size']],
    ['that is empty', '', []],
    ['that is a spreadsheet', Buffer.from('PK\x03\x04\x00\x00', 'latin1'), []],
    ['with a quote that is never closed', 'name\n"Jane\n', []],
  ])('%s is none, and says which columns it has', (_, content, columns) => {
    expect(() => roster(content)).toThrow(BadRoster)
    expect(() => roster(content)).toThrow(expect.objectContaining({ columns }))
  })
})
