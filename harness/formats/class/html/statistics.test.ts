import { describe, expect, test } from 'vitest'
import { binsOf, countsOf, meanOf, medianOf } from './statistics.ts'

describe('the middle of a class', () => {
  test.each([
    [[10, 20, 90], 20],
    [[10, 20, 30, 90], 25],
    [[100], 100],
    [[], Number.NaN],
  ])('of the scores %j is %d', (scores, median) => {
    expect(medianOf(scores)).toBe(median)
  })

  test('is not its mean, which is a number of no score', () => {
    expect(meanOf([0, 0, 90])).toBe(30)
    expect(meanOf([])).toBeNaN()
  })
})

test('scores are told in tens, full marks apart', () => {
  const bins = binsOf([0, 9.9, 10, 95, 99.5, 100, 100])
  expect(bins).toHaveLength(11)
  expect(bins[0]).toEqual({ from: 0, to: 9, count: 2 })
  expect(bins[1]).toEqual({ from: 10, to: 19, count: 1 })
  expect(bins[9]).toEqual({ from: 90, to: 99, count: 2 })
  expect(bins[10]).toEqual({ from: 100, to: 100, count: 2 })
})

test('what is most frequent is told first', () => {
  expect(countsOf(['a', 'b', 'b'])).toEqual([
    ['b', 2],
    ['a', 1],
  ])
})
