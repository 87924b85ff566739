import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFolder } from '../package-folder.ts'
import type { ClassReport } from '../report/class-schema.ts'
import { sockgrade } from '../testing/grade.ts'

let folder = ''
let out = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-class-pairs-'))
  out = join(folder, 'out')
  const given = {
    'anna.py': 'fixtures/doubling/sends-it-once.py',
    'boris/server.py': 'fixtures/doubling/multiplies-numbers.py',
    'boris/client.ts': 'reference/doubling-client.ts',
  }
  for (const [name, program] of Object.entries(given)) {
    const path = join(folder, 'class', name)
    mkdirSync(join(path, '..'), { recursive: true })
    copyFileSync(join(packageFolder, program), path)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = () =>
  sockgrade([
    ...['class', join(folder, 'class'), '--out', out, '--pairs'],
    ...['--spec', 'doubling', '--tier', 'core', '--jobs', '2'],
  ])

test('every client plays against every server, the references too, and the page shows who broke what', async () => {
  const { status } = await run()
  expect(status).toBe(0)
  const report: ClassReport = JSON.parse(readFileSync(join(out, 'class.json'), 'utf8'))
  const [group] = report.pairs ?? []
  expect(group?.servers.map(({ id }) => id)).toEqual(['_reference', 'anna', 'boris'])
  expect(group?.clients.map(({ id }) => id)).toEqual(['_reference', 'boris'])
  const cells = group?.pairs.map(({ server, client, verdict, brokenBy }) =>
    [server, client, brokenBy ?? verdict].join(' '),
  )
  expect(cells?.sort()).toEqual([
    '_reference _reference kept',
    '_reference boris kept',
    'anna _reference server',
    'anna boris server',
    'boris _reference server',
    'boris boris server',
  ])
  const page = readFileSync(join(out, 'class.html'), 'utf8')
  expect(page).toMatch(
    /<a href="\.\/pairs\/anna--boris\.html" aria-label="the server broke it: [^"]+"/,
  )
  const told = readFileSync(join(out, 'pairs', 'anna--boris.html'), 'utf8')
  expect(told).toContain('The server broke the protocol.')
  expect(existsSync(join(out, 'pairs', '_reference--boris.html'))).toBe(false)
})

test('what has been played is taken over while nothing has changed', async () => {
  const kept = join(out, '.kept', 'pairs', 'anna--boris.json')
  const before = readFileSync(kept, 'utf8')
  await run()
  expect(readFileSync(kept, 'utf8')).toBe(before)
})
