import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Unusable } from '../program/problem.ts'
import { emptyFolder, filesIn, folderOf, python } from '../testing/archives.ts'
import { findSubmissions } from './find.ts'
import type { FoundSubmission } from './found.ts'
import { openClass, openSubmission } from './open.ts'

/** What is to be graded of the one submission in a folder: where it lies, and the files there. */
async function opened(folder: string) {
  const [only, ...others] = findSubmissions(folder)
  expect(others).toEqual([])
  const into = emptyFolder()
  const path = await openSubmission(only as FoundSubmission, into)
  return { path, folder, into, place: relative(into, path) }
}

/** A folder with one archive, made by zip of a folder with these files. */
function zipped(files: Readonly<Record<string, string>>, name = 'student.zip'): string {
  const folder = emptyFolder()
  execFileSync('zip', ['-qr', join(folder, name), '.'], { cwd: folderOf(files) })
  return folder
}

describe('A submission', () => {
  test('that is a folder stays where it is', async () => {
    const folder = folderOf({ 'student/server.py': '', 'student/helper.py': '' })
    expect((await opened(folder)).path).toBe(join(folder, 'student'))
  })

  test('that is a file lies apart from those of others, and from the class’s list', async () => {
    const folder = folderOf({ 'student.py': 'x', 'roster.csv': 'secret', '.others': '' })
    const { path, into } = await opened(folder)
    expect(filesIn(into)).toEqual(['files/student.py'])
    expect(readFileSync(path, 'utf8')).toBe('x')
  })

  test('that is an archive with one top folder is that folder', async () => {
    const { path } = await opened(zipped({ 'lab/server.py': '', 'lab/helper.py': '' }))
    expect(filesIn(path)).toEqual(['helper.py', 'server.py'])
  })

  test('of several files has them side by side under the names that the student gave them', async () => {
    const folder = folderOf({
      'doejane_12345_6789_server-1.py': 'import helper',
      'doejane_12345_6790_helper.py': '',
    })
    expect(filesIn((await opened(folder)).path)).toEqual(['helper.py', 'server.py'])
  })

  test('of one file has the name that the student gave it', async () => {
    const folder = folderOf({ 'doejane_12345_6789_Main-3.java': '' })
    expect((await opened(folder)).place).toBe(join('files', 'Main.java'))
  })

  test('may be an archive in the folder that the system has made, with a report beside it', async () => {
    const zip = zipped({ 'lab/server.py': '' })
    const folder = folderOf({ 'Anna_7_assignsubmission_file_/report.pdf': '' })
    cpSync(join(zip, 'student.zip'), join(folder, 'Anna_7_assignsubmission_file_', 'lab.zip'))
    expect(filesIn((await opened(folder)).path)).toEqual(['server.py'])
  })

  test('that has a program beside an archive is the program’s folder', async () => {
    const folder = folderOf({ 'student/server.py': '', 'student/data.zip': '' })
    expect((await opened(folder)).path).toBe(join(folder, 'student'))
  })

  test('that is a folder in itself, round in a circle, ends', async () => {
    const folder = folderOf({ 'student/inner/': '' })
    symlinkSync('.', join(folder, 'student', 'inner', 'self'))
    expect((await opened(folder)).path).toBe(join(folder, 'student', 'inner'))
  })

  test('that is an archive in an archive is unpacked, but not for ever', async () => {
    const folder = emptyFolder()
    python(
      folder,
      `
import zipfile, os
open('server.py','w').write('x')
inner = 'server.py'
for n in range(6):
  with zipfile.ZipFile(f'{n}.zip','w') as z: z.write(inner)
  inner = f'{n}.zip'
os.rename('1.zip', 'two.zip')
for n in [0,2,3,4]: os.remove(f'{n}.zip')
os.remove('server.py')
os.mkdir('two'); os.rename('two.zip','two/two.zip')
os.mkdir('six'); os.rename('5.zip','six/six.zip')`,
    )
    expect(filesIn((await opened(join(folder, 'two'))).path)).toEqual(['server.py'])
    const six = await opened(join(folder, 'six'))
    expect(filesIn(six.path)).toEqual(['3.zip'])
  })

  test('that is a broken archive is a problem of its own, which names it', async () => {
    const folder = folderOf({ 'student.zip': 'no zip' })
    await expect(opened(folder)).rejects.toThrow(Unusable)
    await expect(opened(folder)).rejects.toMatchObject({
      problem: { code: 'bad-archive', path: 'student.zip', fault: 'broken' },
    })
  })
})

describe('A class', () => {
  test('is the folder that is named', async () => {
    const folder = folderOf({ 'a.py': '', 'b.py': '' })
    expect(await openClass(folder, emptyFolder())).toEqual({ folder, leftOut: [] })
  })

  test('is the download in the folder that is named', async () => {
    const folder = folderOf({ 'assignment_123_export/submission_metadata.yml': '' })
    expect((await openClass(folder, emptyFolder())).folder).toBe(
      join(folder, 'assignment_123_export'),
    )
  })

  test.each([
    [
      'Gradescope',
      {
        'assignment_123_export/submission_metadata.yml':
          'submission_1:\n  :submitters:\n  - :name: Jane\n',
        'assignment_123_export/submission_1/server.py': '',
      },
      'Jane',
    ],
    ['Moodle', { 'Jane_7_assignsubmission_file_/server.py': '' }, 'Jane'],
    ['Canvas', { 'doejane_12345_6789_server.py': '' }, 'doejane'],
    ['a person', { 'submissions/jane/server.py': '', 'submissions/anna.py': '' }, undefined],
  ])('is what the archive by %s holds', async (_, files, name) => {
    const archive = join(zipped(files, 'all.zip'), 'all.zip')
    const { folder } = await openClass(archive, join(emptyFolder(), 'class'))
    const [first] = findSubmissions(folder)
    expect(first?.person?.name).toBe(name)
    expect(findSubmissions(folder)).toHaveLength(name ? 1 : 2)
  })
})
