import { describe, expect, test } from 'vitest'
import { messagesIn } from '../feedback/index.ts'
import { placesFor } from './places.ts'
import { UsageError } from './usage.ts'

const places = (format: string | undefined, ...reports: readonly string[]) =>
  placesFor(format, reports, false, messagesIn('en'))

describe('where reports go', () => {
  test('the terminal’s to standard output, where nothing is said', () => {
    expect(places(undefined)).toEqual({ standardOutput: 'terminal', files: [], github: false })
  })

  test('several to files, and another to standard output in the terminal’s place', () => {
    expect(places(undefined, 'junit=a=b.xml', 'tap=out.tap', 'json=-')).toEqual({
      standardOutput: 'json',
      files: [
        { format: 'junit', file: 'a=b.xml' },
        { format: 'tap', file: 'out.tap' },
      ],
      github: false,
    })
  })

  test('to GitHub where it is asked for, or where we are there', () => {
    expect(places(undefined, 'github').github).toBe(true)
    expect(placesFor(undefined, [], true, messagesIn('en')).github).toBe(true)
  })

  test.each([
    [['junit'], 'NAME=FILE'],
    [['junit='], 'NAME=FILE'],
    [['yaml=out.yml'], '--report takes one of terminal, json'],
    [['json=-', 'tap=/dev/stdout'], 'Only one report can go to standard output'],
    [['json=out', 'tap=out'], 'the same file, out'],
  ])('not anywhere for %j', (reports, complaint) => {
    expect(() => places(undefined, ...reports)).toThrow(UsageError)
    expect(() => places(undefined, ...reports)).toThrow(complaint)
  })

  test('not two to standard output by two options either', () => {
    expect(() => places('junit', 'json=-')).toThrow('Only one report')
  })
})
