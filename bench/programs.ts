import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageFolder } from '../harness/package-folder.ts'
import type { Report } from '../harness/report/schema.ts'
import { bench, python, scratch, type Timed, timed, told } from './measure.ts'

/** The six protocols, in the order of the lessons. */
export const specs = ['echo', 'doubling', 'collector', 'one-shot', 'ack', 'quiz'] as const

/** Echo servers, each with one typical mistake. */
export const mistakes = [
  'silent',
  'waits-for-a-newline',
  'adds-a-prefix',
  'answers-once',
  'forgets-to-close',
  'dies-of-cyrillic',
] as const

export type Kind = 'c' | 'py'

/** Right servers by their names, each with its protocol: an echo server may serve one client, or go on. */
export const servers = {
  echo: 'echo',
  'echo-on': 'echo',
  doubling: 'doubling',
  collector: 'collector',
  'one-shot': 'one-shot',
  ack: 'ack',
  quiz: 'quiz',
} as const

export const right = (name: string, kind: Kind): string =>
  join(bench, 'servers', 'right', `${name}.${kind}`)

export const wrong = (mistake: string): string => join(bench, 'servers', 'wrong', `${mistake}.py`)

export const commandLine: readonly string[] = [
  process.execPath,
  join(packageFolder, 'dist', 'harness', 'cli', 'main.js'),
]

const core = ['--tier', 'core', '--seed', '1']

/** This grader, as a person starts it. */
export function grade(spec: string, file: string): Timed {
  return timed([...commandLine, file, '--spec', spec, ...core])
}

/** A grade with what it told. */
export function report(
  spec: string,
  file: string,
): { readonly run: Timed; readonly report: Report } {
  const out = join(scratch, 'report.json')
  const run = timed([...commandLine, file, '--spec', spec, ...core, '--format', 'json'], {
    KEEP: out,
  })
  return { run, report: JSON.parse(readFileSync(out, 'utf8')) }
}

/** The suite of an instructor who uses vitest and node:net. */
export function vitest(spec: string, file: string): Timed {
  const config = join(bench, 'baseline', 'vitest', 'vitest.config.ts')
  const runner = join(packageFolder, 'node_modules', 'vitest', 'vitest.mjs')
  return timed([process.execPath, runner, 'run', '--config', config, `${spec}.test.ts`], {
    SERVER: file,
  })
}

/** The suite of an instructor who uses Python's unittest. */
export function unittest(spec: string, file: string): Timed {
  const module = `test_${spec.replace('-', '_')}`
  return timed(
    [python, '-m', 'unittest', module],
    { SERVER: file },
    join(bench, 'baseline', 'unittest'),
  )
}

/** The least that a grade can take: ms of building, of all else, and of processor time for both. */
export interface Floor {
  readonly build: number
  readonly play: number
  readonly cpu: number
  readonly starts: number
  /** ms from each start until a first client was connected, together */
  readonly starting: number
}

/** Starts the program as often as the spec needs, and exchanges the bytes of a grade. */
export function floor(name: string, kind: Kind, recorded: Report): Floor {
  const file = right(name, kind)
  const from = join(scratch, `${name}-${kind}.json`)
  const program = join(scratch, basename(file, '.c'))
  const build =
    kind === 'c' ? timed(['gcc', '-O1', '-w', '-pthread', '-o', program, file, '-lm']) : undefined
  execFileSync('sh', ['-c', 'cat > "$0"', from], { input: JSON.stringify(recorded) })
  const command = kind === 'c' ? [program] : [python, file]
  const { wall, cpu, starts, starting } = JSON.parse(
    told([join(bench, 'floor.py'), from, freePort(), ...command]),
  )
  return { build: build?.wall ?? 0, play: wall, cpu: cpu + (build?.cpu ?? 0), starts, starting }
}

/** Below those that the system gives to clients: whoever asks for one of these may come to be connected to himself. */
function freePort(): string {
  const find = `
import random, socket
while True:
    port = random.randint(20000, 30000)
    try:
        socket.create_server(('', port)).close()
        break
    except OSError:
        pass
print(port)`
  return told(['-c', find]).trim()
}
