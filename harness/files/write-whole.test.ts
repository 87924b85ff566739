import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeWhole } from './write-whole.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-write-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a file that is written whole', () => {
  test('is there, with the folders that lead to it, and nothing beside it', () => {
    writeWhole(join(folder, 'deep', 'down', 'out.xml'), 'all')
    expect(readFileSync(join(folder, 'deep', 'down', 'out.xml'), 'utf8')).toBe('all')
    expect(readdirSync(join(folder, 'deep', 'down'))).toEqual(['out.xml'])
  })

  test('takes the place of an older one, also of one that a link leads to', () => {
    writeFileSync(join(folder, 'old'), 'old')
    symlinkSync('old', join(folder, 'link'))
    writeWhole(join(folder, 'link'), 'new')
    expect(readFileSync(join(folder, 'old'), 'utf8')).toBe('new')
    expect(readdirSync(folder).sort()).toEqual(['link', 'old'])
  })

  test('leaves nothing where it can’t be written', () => {
    mkdirSync(join(folder, 'out'))
    expect(() => writeWhole(join(folder, 'out'), 'all')).toThrow()
    expect(readdirSync(folder)).toEqual(['out'])
  })
})
