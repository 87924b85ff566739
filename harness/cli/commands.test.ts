import { describe, expect, test } from 'vitest'
import { specs } from '../../specs/index.ts'
import { checksOf, pointsOf } from '../spec/spec.ts'
import { languages } from '../spec/words.ts'
import { sockgrade } from '../testing/grade.ts'

test('list names every check with its points', async () => {
  const { stdout } = await sockgrade(['list'])
  for (const { id, points } of specs.flatMap(checksOf)) {
    expect(stdout).toMatch(new RegExp(`^  ${id} .* ${points}  `, 'm'))
  }
})

describe.each(languages)('in %s', (language) => {
  test.each(specs)('the hand-out for $id has its task and every rule', async (spec) => {
    const { stdout } = await sockgrade(['handout', spec.id, '--lang', language])
    expect(stdout).toContain(spec.task[language])
    for (const { rule } of checksOf(spec)) expect(stdout).toContain(`| ${rule[language]} |`)
  })

  test('explain tells the rule of a check and why it matters', async () => {
    const { stdout } = await sockgrade(['explain', 'quiz/numbered', '--lang', language])
    const check = specs.flatMap(checksOf).find(({ id }) => id === 'quiz/numbered')
    expect(stdout.replace(/\s+/g, ' ')).toContain(check?.why[language])
  })
})

test('the core of every spec is worth 100 points', () => {
  expect(specs.map((spec) => pointsOf(checksOf(spec), 'core'))).toEqual(specs.map(() => 100))
})
