import { expect, test } from 'vitest'
import { randomFrom } from './random.ts'

const draws = (seed: number, label: string) => {
  const random = randomFrom(seed, label)
  return Array.from({ length: 20 }, () => random.between(0, 1_000_000))
}

test('the same seed and label repeat the same choices', () => {
  expect(draws(7, 'echo/any-text')).toEqual(draws(7, 'echo/any-text'))
})

test('another seed makes other choices, and so does another label', () => {
  expect(draws(7, 'echo/any-text')).not.toEqual(draws(8, 'echo/any-text'))
  expect(draws(7, 'echo/any-text')).not.toEqual(draws(7, 'echo/long-message'))
})

test('seed 1 draws the same on every machine and in every release', () => {
  const random = randomFrom(1, 'echo/returns-a-message')
  expect(random.text('abcdefghijklmnopqrstuvwxyz', 8)).toBe('gzowozpy')
})

test('a number lies between its bounds, both included', () => {
  const random = randomFrom(1, 'bounds')
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(-1, 2)))
  expect([...drawn].sort((left, right) => left - right)).toEqual([-1, 0, 1, 2])
  expect(random.between(5, 5)).toBe(5)
})

test('every item is picked at some time', () => {
  const random = randomFrom(1, 'items')
  const picked = new Set(Array.from({ length: 100 }, () => random.pick(['one', 'two', 'three'])))
  expect(picked).toEqual(new Set(['one', 'two', 'three']))
})

test('a text has as many characters as are asked for, all of its alphabet', () => {
  const random = randomFrom(1, 'text')
  expect(random.text('ab', 50)).toMatch(/^[ab]{50}$/)
  expect(random.text('ab', 0)).toBe('')
})

test('a character of the alphabet may take two units of UTF-16', () => {
  const text = randomFrom(1, 'emoji').text('👋🐍', 10)
  expect([...text]).toHaveLength(10)
  expect(text).toMatch(/^[👋🐍]+$/u)
})
