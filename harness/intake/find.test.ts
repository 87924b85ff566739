import { mkdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, folderOf, python } from '../testing/archives.ts'
import { findSubmissions, resultsMark } from './find.ts'
import type { FoundSubmission } from './found.ts'

/** What was found, without where it lies. */
function found(folder: string, ...except: readonly string[]) {
  return findSubmissions(folder, except).map(({ path, files, ...rest }) => ({
    ...rest,
    path: basename(path),
    ...(files && { files: files.map(({ path, name }) => [basename(path), name]) }),
  }))
}

function submission(folder: string, id: string): FoundSubmission | undefined {
  return findSubmissions(folder).find((each) => each.id === id)
}

describe('A class’s folder', () => {
  test('each folder, file and archive in it is a submission, sorted as people count', () => {
    const folder = folderOf({
      'student10.py': '',
      'student2/server.py': '',
      'anna.zip': '',
      'Борис.tar.gz': '',
      'team.rar': '',
    })
    expect(found(folder)).toEqual([
      { id: 'anna', title: 'anna.zip', path: 'anna.zip', kind: 'archive' },
      { id: 'student2', title: 'student2', path: 'student2', kind: 'folder' },
      { id: 'student10', title: 'student10.py', path: 'student10.py', kind: 'file' },
      { id: 'team', title: 'team.rar', path: 'team.rar', kind: 'archive' },
      { id: 'Борис', title: 'Борис.tar.gz', path: 'Борис.tar.gz', kind: 'archive' },
    ])
    expect(submission(folder, 'anna')?.path).toBe(join(folder, 'anna.zip'))
  })

  test('what nobody has handed in is none', () => {
    const folder = folderOf({
      'a.py': '',
      '.hidden/server.py': '',
      '.DS_Store': '',
      '__MACOSX/._a.py': '',
      'sockgrade.json': '{}',
      'roster.csv': '',
      'teachers.txt': '',
      [`results/${resultsMark}`]: '',
    })
    symlinkSync('nowhere', join(folder, 'link'))
    python(folder, "import os; os.mkfifo('pipe')")
    expect(found(folder, join(folder, 'teachers.txt')).map(({ title }) => title)).toEqual(['a.py'])
  })

  test('names that come to the same have ids of their own, the same each time', () => {
    const folder = folderOf({ 'a.py': '', 'a.zip': '', 'A.c': '', 'a/server.py': '' })
    expect(found(folder).map(({ id, title }) => [id, title])).toEqual([
      ['a', 'a'],
      ['A-2', 'A.c'],
      ['a-3', 'a.py'],
      ['a-4', 'a.zip'],
    ])
  })
})

describe('Moodle', () => {
  test('folders tell name and participant; what was typed into it is none', () => {
    const folder = folderOf({
      'Иван Петров_12345_assignsubmission_file_/server.py': '',
      'Anna Smith_777_assignsubmission_file/server.py': '',
      'Anna Smith_777_assignsubmission_onlinetext/onlinetext.html': '',
      'Participant_42_assignsubmission_file_/server.py': '',
      'John_Roe_31_assignsubmission_file_/server.py': '',
      'Team 3_9_assignsubmission_file_/server.py': '',
    })
    expect(found(folder)).toMatchObject([
      { id: 'Anna-Smith_777', kind: 'folder', person: { name: 'Anna Smith', id: '777' } },
      { id: 'John_Roe_31', person: { name: 'John Roe', id: '31' } },
      { id: 'Participant_42', person: { id: '42' } },
      { id: 'Team-3_9', person: { name: 'Team 3', id: '9' } },
      { id: 'Иван-Петров_12345', person: { name: 'Иван Петров', id: '12345' } },
    ])
    expect(found(folder)[2]?.person).toEqual({ id: '42' })
  })

  test('files that lie flat belong together by student, and get their names back', () => {
    const folder = folderOf({
      'Иван Петров_12345_assignsubmission_file_server.py': '',
      'Иван Петров_12345_assignsubmission_file_my_helper-1.py': '',
      'Иван Петров_12345_assignsubmission_onlinetext_onlinetext.html': '',
      'Anna Smith_777_assignsubmission_file_lab.zip': '',
    })
    expect(found(folder)).toEqual([
      {
        id: 'Anna-Smith_777',
        title: 'Anna Smith_777_assignsubmission_file_lab.zip',
        kind: 'archive',
        system: 'Moodle',
        person: { name: 'Anna Smith', id: '777' },
        path: 'Anna Smith_777_assignsubmission_file_lab.zip',
        files: [['Anna Smith_777_assignsubmission_file_lab.zip', 'lab.zip']],
      },
      {
        id: 'Иван-Петров_12345',
        title: 'Иван Петров_12345',
        kind: 'folder',
        system: 'Moodle',
        person: { name: 'Иван Петров', id: '12345' },
        path: 'Иван Петров_12345_assignsubmission_file_my_helper-1.py',
        files: [
          ['Иван Петров_12345_assignsubmission_file_my_helper-1.py', 'my_helper-1.py'],
          ['Иван Петров_12345_assignsubmission_file_server.py', 'server.py'],
        ],
      },
    ])
  })
})

describe('Canvas', () => {
  test('files tell name, user, lateness and attempt', () => {
    const folder = folderOf({
      'doejane_12345_6789_server.py': '',
      'doejane_12345_6790_my_helper.py': '',
      'roejohn_LATE_12346_6791_server-2.py': '',
      'smithann_12347_text.html': '',
      'anon_aB3xY_6792_server.py': '',
    })
    expect(found(folder)).toEqual([
      {
        id: 'anon_aB3xY',
        title: 'anon_aB3xY_6792_server.py',
        kind: 'file',
        system: 'Canvas',
        path: 'anon_aB3xY_6792_server.py',
        files: [['anon_aB3xY_6792_server.py', 'server.py']],
      },
      {
        id: 'doejane_12345',
        title: 'doejane_12345',
        kind: 'folder',
        system: 'Canvas',
        person: { name: 'doejane', id: '12345' },
        path: 'doejane_12345_6789_server.py',
        files: [
          ['doejane_12345_6789_server.py', 'server.py'],
          ['doejane_12345_6790_my_helper.py', 'my_helper.py'],
        ],
      },
      {
        id: 'roejohn_12346',
        title: 'roejohn_LATE_12346_6791_server-2.py',
        kind: 'file',
        system: 'Canvas',
        person: { name: 'roejohn', id: '12346' },
        late: true,
        attempt: 3,
        path: 'roejohn_LATE_12346_6791_server-2.py',
        files: [['roejohn_LATE_12346_6791_server-2.py', 'server.py']],
      },
    ])
  })

  test('two files that would get the same name keep the ones they have', () => {
    const folder = folderOf({
      'doejane_12345_6789_lab-1.py': '',
      'doejane_12345_6790_lab-2.py': '',
    })
    expect(found(folder)[0]?.files?.map(([, name]) => name)).toEqual(['lab-1.py', 'lab-2.py'])
  })

  test('a name with numbers in it is not taken for one of its names', () => {
    expect(found(folderOf({ 'lab_1_2_server.py': '' }))).toMatchObject([
      { id: 'lab_1_2_server', kind: 'file' },
    ])
  })
})

describe('Blackboard', () => {
  test('the last attempt of each student counts; its notes tell the name', () => {
    const folder = folderOf({
      'Lab 1_jdoe_attempt_2026-01-02-10-11-12_server.py': '',
      'Lab 1_jdoe_attempt_2026-01-02-10-11-12.txt':
        'Name: Jane Doe (jdoe)\r\nAssignment: Lab 1\r\n',
      'Lab 1_jdoe_attempt_2026-01-03-09-00-00_server.py': '',
      'Lab 1_jdoe_attempt_2026-01-03-09-00-00_helper.py': '',
      'Lab 1_jdoe_attempt_2026-01-03-09-00-00.txt':
        'Name: Jane Doe (jdoe)\r\nAssignment: Lab 1\r\n',
    })
    expect(found(folder)).toMatchObject([
      {
        id: 'jdoe',
        person: { login: 'jdoe', name: 'Jane Doe' },
        files: [
          ['Lab 1_jdoe_attempt_2026-01-03-09-00-00_helper.py', 'helper.py'],
          ['Lab 1_jdoe_attempt_2026-01-03-09-00-00_server.py', 'server.py'],
        ],
      },
    ])
  })
})

describe('Gradescope', () => {
  const metadata = `---
submission_11:
  :submitters:
  - :name: Jane Doe
    :sid: '0012'
    :email: jane@example.org
  :created_at: 2026-01-02 10:11:12.000000000 Z
  :score: 3.0
  :history:
  - :id: 9
    :score: 1.0
submission_12:
  :submitters:
  - :name: Ann
    :email: ann@example.org
  - :name: Bob
    :sid: 77
    :email: bob@example.org
`

  test('the metadata tells who has handed in what, also together', () => {
    const folder = folderOf({
      'submission_metadata.yml': metadata,
      'submission_11/server.py': '',
      'submission_12/server.py': '',
      'submission_13/server.py': '',
    })
    const [one, two, three] = found(folder)
    expect(one).toMatchObject({
      id: 'submission_11',
      attempt: 2,
      person: { name: 'Jane Doe', id: '0012', email: 'jane@example.org' },
    })
    expect(two).toMatchObject({
      person: { name: 'Ann, Bob' },
      team: [
        { name: 'Ann', email: 'ann@example.org' },
        { name: 'Bob', id: '77', email: 'bob@example.org' },
      ],
    })
    expect(three).not.toHaveProperty('person')
  })

  test('metadata that is broken is said to be', () => {
    const folder = folderOf({ 'submission_metadata.yml': 'a: [b', 'submission_11/server.py': '' })
    expect(() => findSubmissions(folder)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'bad-settings' }) }),
    )
  })
})

describe('GitHub Classroom', () => {
  test('its folder tells which part of a name is the login', () => {
    const folder = join(emptyFolder(), 'lab-1-submissions')
    mkdirSync(join(folder, 'lab-1-jane-doe'), { recursive: true })
    expect(found(folder)).toMatchObject([{ id: 'lab-1-jane-doe', person: { login: 'jane-doe' } }])
  })

  test('clones that begin alike do, too; other folders don’t', () => {
    const clones = folderOf({ 'quiz-jane/.git/config': '', 'quiz-john-roe/.git/config': '' })
    expect(found(clones).map(({ person }) => person?.login)).toEqual(['jane', 'john-roe'])
    const folders = folderOf({ 'quiz-jane/server.py': '', 'quiz-john/server.py': '' })
    expect(found(folders).map(({ person }) => person)).toEqual([undefined, undefined])
  })
})
