import { describe, expect, test } from 'vitest'
import { remoteFrom } from './remote.ts'

describe('what git clones from', () => {
  test.each([
    ['https://github.com/anna/lab.git', 'github.com', 'anna/lab'],
    ['https://token@github.com/anna/lab/', 'github.com', 'anna/lab'],
    ['git@github.com:anna/lab.git', 'github.com', 'anna/lab'],
    ['git+ssh://git@github.com/anna/lab.git', 'github.com', 'anna/lab'],
    ['ssh://git@gitlab.example.org:2222/group/sub/lab.git', 'gitlab.example.org', 'group/sub/lab'],
    ['https://git.example.org:8443/anna/lab.git', 'git.example.org:8443', 'anna/lab'],
  ])('%s is a repository on a server', (url, host, path) => {
    expect(remoteFrom(url)).toEqual({ host, path })
  })

  test.each([
    '/srv/lab.git',
    '../lab',
    'file:///srv/lab',
    'lab',
    'srv/lab',
    'https://$(x)/anna/lab',
    '',
    'https://x/a\nb',
    'https://x/a/$(b)',
  ])('%j is none whose address may stand in a workflow', (url) => {
    expect(remoteFrom(url)).toBe(undefined)
  })
})
