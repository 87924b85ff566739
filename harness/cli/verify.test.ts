import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sockgrade } from '../testing/grade.ts'

/** A PATH on which everything is that this machine has, but for these. */
function pathWithout(...missing: readonly string[]): string {
  // A program that is graded has another /tmp.
  const folder = mkdtempSync('/var/tmp/sockgrade-path-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const taken = new Set(missing)
  for (const place of [dirname(process.execPath), '/usr/sbin', '/usr/bin', '/sbin', '/bin']) {
    for (const name of readdirSync(place)) {
      if (taken.has(name)) continue
      taken.add(name)
      symlinkSync(join(place, name), join(folder, name))
    }
  }
  return folder
}

test('a grader that judges all as it must can be trusted, and what isn’t installed is named', async () => {
  const env = { PATH: pathWithout('javac', 'gcc', 'python3') }
  const { status, stdout } = await sockgrade(['verify', 'collector'], { env })
  expect(stdout).toContain('✓ The reference earns every point.')
  expect(stdout).toMatch(/✓ Wrong programs: [1-9]\d*\. Each fails just what it must\./)
  expect(stdout).toMatch(/– \d+ in C not tried: it is not installed here\. .* gcc libc6-dev/)
  expect(stdout).toMatch(/– \d+ in Java not tried/)
  expect(stdout).toMatch(/– \d+ in Python not tried/)
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'can be trusted on this machine, as far as it could',
  )
  expect(status).toBe(0)
})

test('a grader that judges something otherwise can’t be trusted, and status 3 says so', async () => {
  const path = pathWithout('python3')
  writeFileSync(join(path, 'python3'), '#!/bin/sh\necho broken >&2; exit 1\n', { mode: 0o755 })
  const args = ['verify', 'doubling', '--isolation', 'none', '--lang', 'ru']
  const { status, stdout } = await sockgrade(args, { env: { PATH: path } })
  expect(stdout).toContain('doubling — Сервер-удвоитель')
  expect(stdout).toMatch(/✗ (?:[\w-]+\.py,\s+)+multiplies-numbers\.py,/)
  expect(stdout).toContain('с кодом 1')
  expect(stdout).toContain('Программа работала среди всех остальных')
  expect(stdout).toContain('На этом компьютере проверяющему доверять нельзя')
  expect(status).toBe(3)
})

test('a spec that isn’t there is an error that names the nearest', async () => {
  const { status, stderr } = await sockgrade(['verify', 'qiz'])
  expect(stderr).toContain('Did you mean “quiz”?')
  expect(status).toBe(2)
})
