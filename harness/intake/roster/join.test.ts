import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../../testing/archives.ts'
import type { FoundSubmission } from '../found.ts'
import { joinRoster } from './join.ts'
import { readRoster } from './read.ts'

function joined(roster: string, ...submissions: readonly Partial<FoundSubmission>[]) {
  const path = join(emptyFolder(), 'roster.csv')
  writeFileSync(path, roster)
  const whole = submissions.map((part, index) => ({
    id: `s${index}`,
    title: `s${index}`,
    path: '/x',
    kind: 'folder' as const,
    ...part,
  }))
  return joinRoster(readRoster(path), whole)
}

/** Which row each submission has found, and by what. */
const found = (...given: Parameters<typeof joined>) =>
  joined(...given).matches.map(({ row, submission, by }) => [submission, row, by])

const people = `ID number,Username,Email,Full name,Group
0017,jdoe,jane@example.org,Jane Doe,A
18,ivanp,ivan@example.org,Иван Ёжиков,B
19,ann-lee,ann@example.org,Ann-Marie Lee,B
`

describe('A submission finds its row', () => {
  test('by number, login, email or name, in any case and order', () => {
    expect(
      found(
        people,
        { person: { id: '18' } },
        { person: { login: 'JDOE' } },
        { person: { email: 'Ann@Example.org' } },
        { person: { name: 'ежиков  иван' } },
        { person: { name: 'LEE, Ann Marie' } },
      ),
    ).toEqual([
      ['s0', 1, 'id'],
      ['s1', 0, 'login'],
      ['s2', 2, 'email'],
      ['s3', 1, 'name'],
      ['s4', 2, 'name'],
    ])
  })

  test('by what the file or folder is called, where no system has named it', () => {
    expect(
      found(
        people,
        { title: '0017' },
        { title: 'ivanp.py', kind: 'file' },
        { title: 'ann@example.org.tar.gz', kind: 'archive' },
        { title: 'Doe Jane' },
        { title: 'lab-1-ann-lee', person: { login: '1-ann-lee' } },
      ),
    ).toEqual([
      ['s0', 0, 'id'],
      ['s1', 1, 'login'],
      ['s2', 2, 'email'],
      ['s3', 0, 'name'],
      ['s4', 2, 'login'],
    ])
  })

  test('by the name that Canvas has run together', () => {
    expect(
      found('Name\nJane Doe\n"Lee, Ann-Marie"\n', { person: { name: 'doejane', id: '5' } }),
    ).toEqual([['s0', 0, 'name']])
    expect(found('Name\n"Lee, Ann-Marie"\n', { person: { name: 'leeannmarie', id: '5' } })).toEqual(
      [['s0', 0, 'name']],
    )
  })

  test('not where two would do', () => {
    const twins = 'Name,Email\nIvan Petrov,a@e.org\nPetrov Ivan,b@e.org\n'
    expect(joined(twins, { person: { name: 'Ivan Petrov' } })).toMatchObject({
      matches: [],
      strangers: [{ submission: 's0' }],
      absent: [0, 1],
    })
  })

  test('not by a number that is equal by chance, when the names differ', () => {
    const person = { id: '18', name: 'Пётр Сидоров' }
    expect(found(people, { person })).toEqual([])
    expect(found(people, { person: { id: '18', name: 'Иван' } })).toEqual([['s0', 1, 'id']])
  })

  test('not by the number of a group, in Moodle’s own list', () => {
    const sheet = 'Identifier,Full name,ID number,Grade\nParticipant 18,Иван Ёжиков,5,\n'
    expect(found(sheet, { person: { id: '18', name: 'Иван Ёжиков' } })).toEqual([['s0', 0, 'id']])
    expect(found(sheet, { person: { id: '18' } })).toEqual([['s0', 0, 'id']])
    expect(found(sheet, { person: { id: '18', name: 'Team 3' } })).toEqual([])
    expect(found(sheet, { person: { id: '5', name: 'Пётр' } })).toEqual([])
  })

  test('by the number whatever the name, in Canvas’s own list: a group goes by the user who speaks for it', () => {
    const gradebook = 'Student,ID,SIS Login ID,Section\n"Doe, Jane",12345,jdoe,A\n'
    expect(found(gradebook, { person: { id: '12345', name: 'group3' } })).toEqual([['s0', 0, 'id']])
  })
})

describe('The class', () => {
  test('knows who has handed in nothing, whose work it can’t tell, and more of those it knows', () => {
    const class_ = joined(
      people,
      { person: { name: 'Jane Doe', id: '900' } },
      { title: 'somebody', person: { name: 'Some Body' } },
    )
    expect(class_.absent).toEqual([1, 2])
    expect(class_.strangers).toEqual([{ submission: 's1', person: { name: 'Some Body' } }])
    expect(class_.submissions.map(({ person }) => person)).toEqual([
      { name: 'Jane Doe', id: '900', login: 'jdoe', email: 'jane@example.org', section: 'A' },
      { name: 'Some Body' },
    ])
  })

  test('gives a team’s work to each of the team', () => {
    const team = [{ name: 'Jane Doe' }, { email: 'ivan@example.org' }]
    const more = [...team, { name: 'Some Body' }]
    const { matches, submissions, strangers } = joined(people, {
      team: more,
      person: { name: 'Jane, Ivan, Some' },
    })
    expect(matches.map(({ row }) => row)).toEqual([0, 1])
    expect(strangers).toEqual([{ submission: 's0', person: { name: 'Some Body' } }])
    expect(submissions[0]?.person).toEqual({ name: 'Jane, Ivan, Some' })
  })
})
