import { expect, test } from 'vitest'
import { jsonText } from './json-text.ts'

test('JSON holds any text, of which nothing unseen and no command is left to see', () => {
  const data = { text: '\x1b\x9b\u2028\u202e\ufeff\0\n"👋\u{e0001}\ud800', command: '##[group]##[' }
  const json = jsonText(data)
  expect(JSON.parse(json)).toEqual(data)
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  expect(json).not.toContain('##[')
  expect(json).toContain('👋')
})
