import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isInstalled } from '../kernel/path.ts'
import { ofTheSystem, type Place } from './place.ts'

/** Folders of a home in which toolchains live, and nothing that is private. */
const toolchains = [
  '.pyenv',
  '.local/bin',
  '.local/lib',
  '.nvm',
  '.volta',
  '.asdf',
  '.sdkman',
  '.rustup',
  '.cargo/bin',
  '.cargo/registry',
  'go/bin',
  'go/pkg',
  'bin',
]

/** Whether bubblewrap is installed and may do here what it is for; see bwrap(1). */
export function hasBubblewrap(): boolean {
  if (!isInstalled('bwrap')) return false
  try {
    execFileSync('bwrap', ['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/**
 * The words that hide the disk from a program: the system is read-only, homes are empty but for their
 * toolchains, and so is what is to be hidden; /tmp is `tmp`.
 */
export function bubblewrapWords(place: Place, tmp: string): string[] {
  const homes = ['/home', '/root', homedir()]
  const hidden = [...homes, ...place.hidden].filter(
    (folder) => existsSync(folder) && !ofTheSystem.test(folder) && !/^\/tmp(\/|$)/.test(folder),
  )
  const seen = [
    ...toolchains.map((folder) => join(homedir(), folder)),
    dirname(dirname(process.execPath)),
    ...place.shown,
  ].filter((path) => [...hidden, '/tmp'].some((folder) => path.startsWith(`${folder}/`)))
  const { runFolder } = place
  return [
    'bwrap',
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...['--bind', '/dev/shm', '/dev/shm', '--bind', tmp, '/tmp'],
    ...[...new Set(hidden)].flatMap((folder) => ['--tmpfs', folder]),
    ...[...new Set(seen)].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--bind', runFolder, runFolder],
    ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--as-pid-1'],
    ...['--die-with-parent', '--new-session'],
  ]
}
