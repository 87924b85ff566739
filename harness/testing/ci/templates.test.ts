/** The templates for CI, each run as its platform runs it, as far as one machine can. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { packageFolder } from '../../package-folder.ts'
import { emptyFolder } from '../archives.ts'
import { complaintsAbout } from '../dialects/complaints.ts'
import { complaintsAboutWorkflow } from './github-schema.ts'
import { runAction, type Step } from './runner.ts'

const template = (name: string) => readFileSync(join(packageFolder, 'templates', name), 'utf8')

/** A student's checkout with this program in it, and what `init` writes beside it. */
function checkoutOf(program: string): { readonly folder: string; readonly workspace: string } {
  const folder = emptyFolder()
  const workspace = join(folder, 'lab')
  mkdirSync(workspace)
  cpSync(join(packageFolder, program), join(workspace, basename(program)))
  writeFileSync(join(workspace, 'sockgrade.json'), '{"spec": "one-shot"}')
  return { folder, workspace }
}

const right = 'reference/one-shot-server.ts'
const wrong = 'fixtures/one-shot/no-prefix.py'

describe.each(['github.yml', 'github-course.yml'])('%s', (name) => {
  interface Workflow {
    readonly permissions: object
    readonly jobs: { readonly grade: { readonly steps: readonly Step[] } }
  }
  const workflow: Workflow = parse(template(name))
  const { steps } = workflow.jobs.grade

  test('is taken by GitHub’s own parser', async () => {
    expect(await complaintsAboutWorkflow(template(name))).toEqual([])
  })

  test('gives the program that is graded no token', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkout?.with).toEqual({ 'persist-credentials': false })
  })

  test.each([
    [right, 0, '100'],
    [wrong, 1, '75'],
  ])('grades %s', async (program, status, score) => {
    const place = checkoutOf(program)
    const grading = steps.find(({ uses }) => uses === 'OWNER/sockgrade@main')
    const run = await runAction({ ...place, action: packageFolder }, grading?.with ?? {})
    expect(run.outputs.grade?.score).toBe(score)
    expect(run.status).toBe(status)
  })
})

/** A repository of the grader as it stands here, to be cloned. */
let repository = ''

beforeAll(async () => {
  repository = mkdtempSync(join(tmpdir(), 'sockgrade-repository-'))
  const files = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const { stdout } = await execa('git', files, { cwd: packageFolder })
  for (const name of stdout.split('\0')) {
    const taken =
      name !== '' && !name.startsWith('fixtures/') && existsSync(join(packageFolder, name))
    if (taken) cpSync(join(packageFolder, name), join(repository, name))
  }
  const git = (...args: readonly string[]) => execa('git', args, { cwd: repository })
  await git('init', '--quiet')
  await git('add', '--all')
  await git('-c', 'user.name=-', '-c', 'user.email=-', 'commit', '--quiet', '--message', 'all')
})

afterAll(() => rmSync(repository, { recursive: true, force: true }))

const placeholder = 'https://github.com/OWNER/sockgrade.git'

/** What is installed has been installed here before. */
const env = { INIT_CWD: '', GITHUB_ACTIONS: '', npm_config_prefer_offline: 'true' }

describe('gitlab-ci.yml', () => {
  interface Job {
    readonly variables: Readonly<Record<string, string>>
    readonly before_script: readonly string[]
    readonly script: readonly string[]
    readonly artifacts: { readonly when: string; readonly reports: { readonly junit: string } }
  }
  const { sockgrade: job }: { sockgrade: Job } = parse(template('gitlab-ci.yml'))

  test('grades a checkout, and leaves a JUnit report also of a job that fails', async () => {
    const { workspace } = checkoutOf(wrong)
    // GitLab's runner makes one script of both.
    const script = ['set -eo pipefail', ...job.before_script, ...job.script].join('\n')
    const variables = { ...job.variables, GRADER: `file://${repository}` }
    const { exitCode } = await execa('bash', ['-c', script], {
      cwd: workspace,
      env: { ...env, ...variables, CI: 'true', GITLAB_CI: 'true', CI_PROJECT_DIR: workspace },
      reject: false,
      stdin: 'ignore',
    })
    const report = readFileSync(join(workspace, job.artifacts.reports.junit), 'utf8')
    expect(await complaintsAbout('junit', report)).toEqual([])
    expect(report).toContain('<failure')
    expect(job.artifacts.when).toBe('always')
    expect(job.variables.GRADER).toBe(placeholder)
    expect(exitCode).toBe(1)
  })
})

describe('classroom50/autograder.py', () => {
  test('writes a result.json in the checkout, by the settings that lie beside it', async () => {
    const { workspace } = checkoutOf(right)
    const bundle = emptyFolder()
    const autograder = template('classroom50/autograder.py')
    expect(autograder).toContain(placeholder)
    writeFileSync(
      join(bundle, 'autograder.py'),
      autograder.replace(placeholder, `file://${repository}`),
    )
    const settings = { spec: 'one-shot', checks: { 'one-shot/five-at-once': { drop: true } } }
    writeFileSync(join(bundle, 'sockgrade.json'), JSON.stringify(settings))
    // As its runner starts it, in the student's checkout.
    const { exitCode } = await execa('python3', [join(bundle, 'autograder.py')], {
      cwd: workspace,
      env: {
        ...env,
        GITHUB_ACTIONS: 'true',
        CLASSROOM: 'cs',
        ASSIGNMENT: 'one-shot',
        OWNER: 'anna',
      },
      stdin: 'ignore',
    })
    const result = readFileSync(join(workspace, 'result.json'), 'utf8')
    expect(await complaintsAbout('classroom50', result)).toEqual([])
    expect(JSON.parse(result)).toMatchObject({ classroom: 'cs', owner: 'anna', score: 85 })
    expect(result).not.toContain('five-at-once')
    expect(exitCode).toBe(0)
  })
})
