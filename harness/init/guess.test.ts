import { describe, expect, test } from 'vitest'
import { specs } from '../../specs/index.ts'
import { folderOf } from '../testing/archives.ts'
import { platformOf, roleOf, specsOf } from './guess.ts'
import type { Remote } from './remote.ts'
import { readRepository } from './repository.ts'

const repository = async (files: Readonly<Record<string, string>>, remote?: Remote) => ({
  ...(await readRepository(folderOf(files))),
  remote,
})

describe('the protocol', () => {
  const likely = async (files: Readonly<Record<string, string>>, path = 'anna/lab-1') =>
    specsOf(await repository(files, { host: 'github.com', path }), specs).map(({ id }) => id)

  test.each([
    ['the name of a program', { 'src/EchoServer.java': '' }, ['echo']],
    ['a name with a dash', { 'one_shot.py': '' }, ['one-shot']],
    ['the port in a program', { 'server.py': 'bind(("", 9002))' }, ['doubling']],
    ['the name of a client', { 'echo_client.py': '' }, ['echo-client']],
    ['the port of a client', { 'client.py': 'connect(("", 9002))' }, ['doubling-client']],
    [
      'a server, where there is a client too',
      { 'server.py': '9002', 'client.py': '9002' },
      ['doubling'],
    ],
    ['the settings', { 'echo.py': '', 'sockgrade.json': '{"spec": "quiz"}' }, ['quiz']],
    ['a name, where a port could be two', { 'quiz.py': 'PORT = 31337' }, ['quiz']],
  ])('is told by %s', async (_, files, ids) => {
    expect(await likely(files)).toEqual(ids)
  })

  test('is told by the name of the repository', async () => {
    expect(await likely({ 'server.py': '' }, 'anna/lab-2-quiz')).toEqual(['quiz'])
  })

  test.each([
    ['a port that two lessons use', { 'server.py': '31337' }, ['ack', 'quiz']],
    ['a name and a port that say different things', { 'echo.py': '9002' }, ['echo', 'doubling']],
    ['nothing', { 'server.py': 'import socket' }, []],
    ['words that only contain a name', { 'backpack.py': 'port = 165432' }, []],
    ['what tools have made', { 'node_modules/echo/index.js': '65432' }, []],
  ])('is not certain by %s', async (_, files, ids) => {
    expect(await likely(files)).toEqual(ids)
  })
})

describe('the platform', () => {
  test.each([
    [{ '.github/workflows/other.yml': '' }, undefined, 'github'],
    [{ '.gitlab-ci.yml': '' }, undefined, 'gitlab'],
    [{}, 'github.com', 'github'],
    [{}, 'gitlab.example.org', 'gitlab'],
    [{ '.github/dependabot.yml': '' }, 'gitlab.com', 'gitlab'],
    [{ '.classroom50.yaml': '' }, 'github.com', 'classroom50'],
    [{ '.github/workflows/autograde-runner.yaml': '' }, 'github.com', 'classroom50'],
    [{ '.gitlab-ci.yml': '', '.github/x.yml': '' }, undefined, undefined],
    [{ 'server.py': '' }, 'git.example.org', undefined],
  ])('of files %j and the server %s is %s', async (files, host, platform) => {
    const remote = host === undefined ? undefined : { host, path: 'anna/lab' }
    expect(platformOf(await repository(files, remote))).toBe(platform)
  })
})

describe('who works there', () => {
  test.each([
    [{ 'server.py': '' }, 'student'],
    [{ 'sockgrade.json': '{"spec": "echo"}' }, 'student'],
    [{ 'sockgrade.json': '{"checks": {}}' }, 'instructor'],
    [{ 'submissions/anna.py': '' }, 'instructor'],
  ] as const)('is by the files %j a %s', async (files, role) => {
    expect(roleOf(await repository(files))).toBe(role)
  })
})

test('the folder that is graded is the one with the programs, where there is but one', async () => {
  expect((await repository({ 'src/server.py': '', 'README.md': '' })).place).toBe('src')
  expect((await repository({ 'src/server.go': '', 'go.mod': '' })).place).toBe('.')
  expect((await repository({ 'a/server.py': '', 'b/client.py': '' })).place).toBe('.')
  expect((await repository({ '$(id)/server.py': '' })).place).toBe('.')
})
