import { relative } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { specs } from '../../specs/index.ts'
import { packageFolder } from '../package-folder.ts'
import { fixturesOf, referenceOf } from '../verify/fixtures.ts'

test('the published package holds what its commands read, and none of what only its tests need', async () => {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const { stdout } = await execa('npm', pack, { cwd: packageFolder })
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(stdout)
  const paths = files.map(({ path }) => path)
  const programs = specs.flatMap(({ id }) => [
    referenceOf(id),
    ...fixturesOf(id).map(({ file }) => file),
  ])
  expect(paths).toEqual(
    expect.arrayContaining([
      ...programs.map((file) => relative(packageFolder, file)),
      'dist/package.json',
      'dist/harness/cli/main.js',
      'dist/harness/cli/bundle.js',
      'dist/harness/worker/main.js',
      'dist/harness/worker/bundle.js',
      'dist/harness/program/bundle.js',
      'dist/licences.txt',
      'templates/classroom50/autograder.py',
      'templates/gradescope/run_autograder',
    ]),
  )
  expect(
    paths.filter((path) => /\.golden$|\.test\.|\.map$|^fixtures\/(hostile|right)/.test(path)),
  ).toEqual([])
})
