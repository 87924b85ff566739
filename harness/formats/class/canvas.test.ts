import { describe, expect, test } from 'vitest'
import { classOf, entry, readSheet } from '../../testing/class.ts'
import { type CanvasOptions, canvasGradebook } from './canvas.ts'

const exported = `Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (55),Lab 2 (56),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10,5,(read only)
"Doe, Jane",101,S1,jdoe,A,3,4,70
"Roe, John",102,S2,jroe,A,8,4,70
"Lee, Ann",103,S3,alee,B,,4,70
"Poe, Edgar",104,S4,epoe,B,6,4,70
"Student, Test",999,,x,B,,,
`

function gradebook(
  part: Partial<CanvasOptions>,
  ...given: Parameters<typeof classOf>
): { rows: string[][]; leftOut: unknown } {
  const options = { assignment: { title: 'Lab 1', id: undefined }, ...part }
  const { csv, leftOut } = canvasGradebook(...classOf(...given), options)
  return { rows: readSheet(csv), leftOut }
}

const work: Parameters<typeof classOf>[0] = [
  [entry('doejane_101', { score: 85 }), { person: { id: '101', name: 'doejane' } }],
  [entry('jroe', { outcome: 'errored', score: 10 })],
  [entry('stranger')],
  [entry('alee', { outcome: 'unusable', score: 0, maxScore: 0 })],
]

describe('The grades for Canvas', () => {
  test('have the rows, ids and points of the exported gradebook, and its column of the assignment', () => {
    const { rows, leftOut } = gradebook({}, work, exported)
    expect(rows).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Lab 1 (55)'],
      ['    Points Possible', '', '', '', '', '10'],
      ['Doe, Jane', '101', 'S1', 'jdoe', 'A', '8.5'],
      // The grader failed, or nothing was handed in: as it was.
      ['Roe, John', '102', 'S2', 'jroe', 'A', '8'],
      ['Lee, Ann', '103', 'S3', 'alee', 'B', '0'],
      ['Poe, Edgar', '104', 'S4', 'epoe', 'B', '6'],
    ])
    expect(leftOut).toEqual([
      { name: 'Roe, John', why: 'errored' },
      { name: 'Poe, Edgar', why: 'absent' },
      { name: 'stranger', why: 'unknown' },
    ])
  })

  test('are for a new assignment where the gradebook has none of that title', () => {
    const { rows } = gradebook({ assignment: { title: 'Sockets' } }, work, exported)
    expect(rows.map((cells) => cells[5])).toEqual(['Sockets', '100', '85', '', '0', ''])
    const named = gradebook({ assignment: { title: 'x', id: '56' } }, work, exported)
    expect(named.rows.map((cells) => cells[5])).toEqual(['Lab 2 (56)', '5', '4.25', '4', '0', '4'])
  })

  test('are 0 for those who have handed in nothing where that is wanted', () => {
    const { rows, leftOut } = gradebook({ absent: 'zero' }, work, exported)
    expect(rows.at(-1)?.[5]).toBe('0')
    expect(leftOut).not.toContainEqual({ name: 'Poe, Edgar', why: 'absent' })
  })

  test('without such a roster take ids from Canvas’s own file names, and from nowhere else', () => {
    const { rows, leftOut } = gradebook({ points: 20 }, [
      [entry('a', { score: 50 }), { system: 'Canvas', person: { id: '101', name: 'doejane' } }],
      [entry('b'), { system: 'Moodle', person: { id: '102', name: 'John Roe' } }],
    ])
    expect(rows).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Lab 1'],
      ['    Points Possible', '', '', '', '', '20'],
      ['doejane', '101', '', '', '', '10'],
    ])
    expect(leftOut).toEqual([{ name: 'John Roe', why: 'unknown' }])
  })

  test('go by login and school id from another roster', () => {
    const { rows } = gradebook(
      {},
      [[entry('jdoe')]],
      'Full name,Student ID,Login,Group\nJane Doe,S1,jdoe,A\n',
    )
    expect(rows[2]).toEqual(['Jane Doe', '', 'S1', 'jdoe', 'A', '100'])
  })

  test('are what part of the points was reached of those that could be judged', () => {
    const { rows } = gradebook(
      {},
      [[entry('jdoe', { score: 2, maxScore: 3 })], [entry('jroe')]],
      exported,
    )
    expect(rows[2]?.[5]).toBe('6.67')
  })
})
