import { describe, expect, test } from 'vitest'
import { identify } from './identifier.ts'

describe('An id', () => {
  test.each([
    ['Иван Петров_12345', 'Иван-Петров_12345'],
    ['lab 1 (final)!!', 'lab-1-final'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..', 'submission'],
    ['con', 'submission-con'],
    ['=cmd|calc', 'cmd-calc'],
    ['a\u202eb\nc', 'a-b-c'],
    ['<script>', 'script'],
  ])('of %j is %s', (name, id) => {
    expect(identify([name])).toEqual([id])
  })

  test('is short enough for a file name with endings, in whole characters', () => {
    const [id = ''] = identify(['я'.repeat(300)])
    expect(id).toBe('я'.repeat(50))
  })

  test('is nobody else’s: what collapses to the same gets numbers, which nobody had before', () => {
    expect(identify(['a b', 'a-b', 'A-B', 'a-b-2', 'é', 'e\u0301'])).toEqual([
      'a-b',
      'a-b-3',
      'A-B-4',
      'a-b-2',
      'é',
      'é-2',
    ])
  })
})
