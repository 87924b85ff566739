import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { parse } from 'yaml'

/** A step of a workflow or of a composite action, as far as it is used here. */
export interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly run?: string
  readonly shell?: string
  readonly env?: Readonly<Record<string, string>>
}

/** An `action.yml`. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

/** What a job leaves behind. */
export interface JobRun {
  readonly status: number
  readonly log: string
  /** Markdown. */
  readonly summary: string
  /** By step, then by name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Where a job runs: everything in one folder. */
export interface Machine {
  readonly folder: string
  /** The checkout, in which steps start. */
  readonly workspace: string
  /** The folder of the action. */
  readonly action: string
}

/**
 * Runs the `run` steps of a composite action as GitHub's runner does: by bash, in the checkout, with the
 * runner's variables, and with inputs put in where an expression names them.
 */
export async function runAction(
  { folder, workspace, action }: Machine,
  given: Readonly<Record<string, string>>,
): Promise<JobRun> {
  const { inputs, runs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as Action
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, given[name] ?? input.default ?? '']),
  )
  const temporary = join(folder, 'temp')
  mkdirSync(temporary, { recursive: true })
  const summaryFile = join(temporary, 'summary.md')
  writeFileSync(summaryFile, '')
  const outputs: Record<string, Record<string, string>> = {}
  let log = ''
  for (const [index, step] of runs.steps.entries()) {
    if (step.run === undefined) continue
    const script = join(temporary, `${index}.sh`)
    const outputFile = join(temporary, `${index}.output`)
    writeFileSync(script, filled(step.run, values))
    writeFileSync(outputFile, '')
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, values)])
    const { exitCode, all } = await execa(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      {
        cwd: workspace,
        env: {
          ...variablesOf({ folder, workspace, action }),
          GITHUB_STEP_SUMMARY: summaryFile,
          GITHUB_OUTPUT: outputFile,
          ...Object.fromEntries(env),
        },
        all: true,
        reject: false,
        stdin: 'ignore',
      },
    )
    log += all
    outputs[step.id ?? index] = outputsIn(readFileSync(outputFile, 'utf8'))
    if (exitCode !== 0) return ended(exitCode ?? -1)
  }
  return ended(0)

  function ended(status: number): JobRun {
    return { status, log, summary: readFileSync(summaryFile, 'utf8'), outputs }
  }
}

function variablesOf({ folder, workspace, action }: Machine): Record<string, string> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: action,
    GITHUB_REPOSITORY: 'student/lab',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: join(folder, 'temp'),
    // What tests are run by says where it was called from.
    INIT_CWD: '',
  }
}

/** A text with the values of the inputs that it names. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name: string) => values[name] ?? '')
}

function outputsIn(file: string): Record<string, string> {
  const lines = file.split('\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
  )
}
