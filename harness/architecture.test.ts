import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Which rooms a room may know, besides itself; docs/architecture.md draws the same. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  'harness/spec': [],
  'harness/kernel': [],
  'harness/launcher': ['harness/files'],
  'harness/wire': ['harness/kernel'],
  'harness/isolation': ['harness/kernel'],
  'harness/program': ['harness/kernel', 'harness/isolation', 'harness'],
  'harness/silence': ['harness/kernel'],
  'harness/settings': ['harness/program', 'harness/isolation'],
  'harness/grading': [
    'harness/spec',
    'harness/wire',
    'harness/program',
    'harness/silence',
    'harness/kernel',
    'harness/isolation',
    'harness/report',
  ],
  'harness/worker': [
    'harness/grading',
    'harness/program',
    'harness/isolation',
    'harness/kernel',
    'harness/silence',
    'harness/spec',
    'harness/report',
    'harness',
    'specs',
  ],
  'harness/pair': [
    'harness/worker',
    'harness/grading',
    'harness/spec',
    'harness/wire',
    'harness/silence',
    'harness/program',
    'harness/isolation',
    'harness/report',
    'harness',
    'specs',
  ],
  'harness/intake/archive': ['harness/program'],
  'harness/intake': ['harness/intake/archive', 'harness/program', 'harness/settings'],
  'harness/intake/roster': ['harness/intake'],
  'harness/files': [],
  'harness/class': [
    'harness/pair',
    'harness/worker',
    'harness/intake',
    'harness/intake/roster',
    'harness/formats',
    'harness/formats/class',
    'harness/formats/class/html',
    'harness/files',
    'harness/isolation',
    'harness/program',
    'harness/report',
    'harness/spec',
    'harness',
  ],
  'harness/init': ['harness/program', 'harness/settings', 'harness/spec', 'harness'],
  'harness/packaging': ['harness/program', 'harness/settings', 'harness/spec', 'harness'],
  'harness/verify': ['harness/worker', 'harness/isolation', 'harness/report', 'harness'],
  'harness/report': [],
  'harness/feedback': ['harness/report', 'harness/program', 'harness/isolation', 'harness/spec'],
  'harness/formats/terminal': [
    'harness/formats',
    'harness/report',
    'harness/feedback',
    'harness/spec',
    'harness/wire',
  ],
  'harness/formats/github': ['harness/formats', 'harness/formats/terminal', 'harness/report'],
  'harness/formats/page': [
    'harness/formats',
    'harness/report',
    'harness/feedback',
    'harness/spec',
    'harness',
  ],
  'harness/formats/html': [
    'harness/formats',
    'harness/formats/html/diagram',
    'harness/formats/page',
    'harness/report',
    'harness/feedback',
    'harness/spec',
    'harness/wire',
  ],
  'harness/formats/html/diagram': [
    'harness/formats',
    'harness/formats/html',
    'harness/formats/page',
    'harness/report',
    'harness/feedback',
    'harness/wire',
  ],
  'harness/formats/class/html': [
    'harness/formats',
    'harness/formats/page',
    'harness/report',
    'harness/feedback',
    'harness/spec',
  ],
  'harness/formats/class/html/browser': ['harness/formats/class/html'],
  'harness/formats': [
    'harness/formats/page',
    'harness/formats/terminal',
    'harness/formats/github',
    'harness/formats/html',
    'harness/report',
    'harness/feedback',
    'harness/spec',
    'harness/wire',
  ],
  'harness/formats/class': [
    'harness/report',
    'harness/feedback',
    'harness/spec',
    'harness/intake',
    'harness/intake/roster',
  ],
  specs: ['harness/spec', 'specs/beyond'],
  'specs/beyond': ['harness/spec'],
  reference: [],
}

function sourcesIn(room: string): string[] {
  return readdirSync(join(root, room))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(root, room, name))
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
}

test.each(Object.entries(mayKnow))('%s knows only the rooms that it may', (room, known) => {
  const strangers = sourcesIn(room).flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, dirname(resolve(dirname(file), name))))
      .filter((other) => other !== room && !known.includes(other))
      .map((other) => `${relative(root, file)} → ${other}`),
  )
  expect(strangers).toEqual([])
})

test('specs and the language they are written in are pure data: no Node, no packages', () => {
  const impure = ['harness/spec', 'specs', 'specs/beyond']
    .flatMap(sourcesIn)
    .filter((file) => importsOf(file).some((name) => !name.startsWith('.')))
  expect(impure).toEqual([])
})
