import { join } from 'node:path'
import { hasOwnInit, type Place } from '../isolation/place.ts'

/** Variables that a toolchain needs in order to find itself. */
const passedOn = [
  'PATH',
  'HOME',
  'USER',
  'TMPDIR',
  'JAVA_HOME',
  'CARGO_HOME',
  'RUSTUP_HOME',
  'RUSTUP_TOOLCHAIN',
  'GOROOT',
  'GOPATH',
  'GOCACHE',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'SystemRoot',
]

/** The name of the variable by which processes are known that a run has started. */
export const runVariable = 'SOCKGRADE_RUN'

/** Of this process's variables, those that others need too: nothing that is the grader's, or secret. */
export function passedOnVariables(): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/**
 * The whole environment of a student's program: small and known, a UTF-8 locale, and what makes a
 * language print at once although nobody sees a terminal. Only where its processes can't be told by
 * their namespace are they marked with the run.
 */
export function environmentFor(place: Place, run: string, port: number): Record<string, string> {
  const { TMPDIR: _, ...own } = passedOnVariables()
  return {
    ...own,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    PORT: String(port),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    ...(hasOwnInit(place)
      ? { GOCACHE: join(place.runFolder, 'go-build') }
      : { [runVariable]: run, TMPDIR: join(place.runFolder, 'tmp') }),
  }
}
