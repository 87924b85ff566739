import { execa } from 'execa'
import { expect, test } from 'vitest'
import { element, xmlText } from './xml.ts'

test('any text comes out of another parser as it went in, but for what XML can’t hold', async () => {
  const text = `a<b>&"' ]]> <![CDATA[ ##[error] \n  ::error::x\n:y привет 👋`
  const read = 'import sys, xml.etree.ElementTree as t; print(t.fromstring(sys.stdin.read()).text)'
  const xml = element('a', { b: text }, text)
  const { stdout } = await execa('python3', ['-c', read], { input: xml })
  expect(stdout).toBe(text)
})

test('what XML can’t hold becomes a replacement character', () => {
  expect(xmlText('\0\x08\x1b\ufffe\ud800.')).toBe('\ufffd\ufffd\ufffd\ufffd\ufffd.')
})
