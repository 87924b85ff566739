/** Variables that a toolchain needs in order to find itself; passed on where they are set. */
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

/**
 * The whole environment of a student's program: small and known, a UTF-8 locale, and what makes a
 * language print at once although nobody sees a terminal.
 */
export function environmentFor(run: string, port: number): Record<string, string> {
  const own = Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return {
    ...own,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    PORT: String(port),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    [runVariable]: run,
  }
}
