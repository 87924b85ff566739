import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Report } from '../report/schema.ts'

const root = join(import.meta.dirname, '..', '..')

/** The compiled command line, as it is installed. */
export const commandLine = join(root, 'dist', 'harness', 'cli', 'main.js')

let runs = 0

/** A run of the command line. */
export interface Run {
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line with these arguments, in English and in no CI, from the repository's root or `from`. */
export async function sockgrade(
  args: readonly string[],
  { from = root, env = {} }: { from?: string; env?: Record<string, string> } = {},
): Promise<Run> {
  const result = await execa(process.execPath, [commandLine, ...args], {
    cwd: from,
    env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', INIT_CWD: '', GITHUB_ACTIONS: '', ...env },
    reject: false,
    stripFinalNewline: false,
    stdin: 'ignore',
  })
  return { status: result.exitCode, stdout: result.stdout, stderr: result.stderr }
}

/** A grade in both of its forms: as data, and as a person reads it. */
export interface Grade extends Run {
  readonly report: Report
  readonly terminal: string
}

/** Grades a program and returns the report with what a terminal would show. */
export async function gradeFully(path: string, ...args: readonly string[]): Promise<Grade> {
  const out = join(tmpdir(), `sockgrade-test-${process.pid}-${++runs}.txt`)
  try {
    const run = await sockgrade(['--format', 'json', '--out', out, ...args, path])
    return { ...run, report: JSON.parse(run.stdout), terminal: readFileSync(out, 'utf8') }
  } finally {
    rmSync(out, { force: true })
  }
}

/** Whether this machine allows programs to run in a world of their own. */
export async function allowsWorlds(): Promise<boolean> {
  const { report } = await gradeFully('harness/testing/ends-at-once.sh', '--spec', 'echo')
  return report.isolation?.kind === 'namespaces'
}
