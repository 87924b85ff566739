import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../harness/package-folder.ts'

/** How long one run took and what it used with all that it waited for, ms. */
export interface Timed {
  readonly wall: number
  readonly cpu: number
  /** When it began, ms since 1970. */
  readonly began: number
  readonly status: number
}

/** The real interpreter: what a version manager puts in its place takes longer to start than Python. */
export const python: string = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'])
  .toString()
  .trim()

export const bench: string = join(packageFolder, 'bench')

/** Where everything that is measured leaves what it makes. */
export const scratch: string = mkdtempSync(join(tmpdir(), 'sockgrade-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** Certificates of the machine's own cost each Node 35 ms, and have nothing to do with what is measured. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env

/** The least of the environment that changes how anything runs: no CI, no npm, one language. */
export const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(npm_|GITHUB_|CI$)/.test(name)),
  ),
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  INIT_CWD: '',
  PYTHON: python,
  PYTHONDONTWRITEBYTECODE: '1',
}

/** Runs a command once. */
export function timed(
  command: readonly string[],
  more: Record<string, string> = {},
  cwd = packageFolder,
): Timed {
  return JSON.parse(told([join(bench, 'timed.py'), ...command], more, cwd))
}

/** What a Python program of the bench prints. */
export function told(
  args: readonly string[],
  more: Record<string, string> = {},
  cwd = packageFolder,
): string {
  return execFileSync(python, args, { cwd, env: { ...env, ...more } }).toString()
}

/** The time that all processors together have been at work for anybody, ms: see proc_stat(5), whose unit is 10 ms. */
export function workDone(): number {
  const [, ...times] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/) ?? []
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = times.map(Number)
  return 10 * (user + nice + system + irq + softirq)
}

/** The one in the middle; of an even number the lower of the two. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[(numbers.length - 1) >> 1] ?? Number.NaN
}

/**
 * Runs all of them in turn, and again, so that whatever else the machine does falls on all alike.
 * @returns the medians of what they tell, by their names
 */
export function inTurn<Name extends string>(
  runs: number,
  measures: Readonly<Record<Name, () => number>>,
): Record<Name, number> {
  const entries = Object.entries(measures) as [Name, () => number][]
  const found = new Map(entries.map(([name]) => [name, [] as number[]]))
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of entries) found.get(name)?.push(measure())
  }
  return Object.fromEntries(
    entries.map(([name]) => [name, median(found.get(name) ?? [])]),
  ) as Record<Name, number>
}
