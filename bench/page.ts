import { cpus, totalmem } from 'node:os'
import type { GradedClass } from './class.ts'
import type { RightServer, WrongServer } from './compare.ts'
import type { Stages } from './stages.ts'

/** All that was measured. */
export interface Measured {
  readonly right: readonly RightServer[]
  readonly wrong: readonly WrongServer[]
  readonly silent: readonly WrongServer[]
  readonly stages: { readonly c: Stages; readonly py: Stages }
  readonly classes: readonly GradedClass[]
  readonly classSize: number
  readonly memory: readonly { readonly size: number; readonly peak: number }[]
  readonly runs: number
  readonly slowRuns: number
  readonly minutes: number
  /** The load of the machine before. */
  readonly load: number
}

/** Mistakes for which anybody has to wait who judges by the clock. */
const saysNothing: readonly string[] = ['silent', 'waits-for-a-newline']

const languages = { c: 'C', py: 'Python' } as const

/** The figures, as docs/benchmarks.md has them. */
export function page(measured: Measured): string {
  return `${[
    ...heading(measured),
    ...aims(measured),
    ...rightTables(measured),
    ...wrongTables(measured),
    ...stageTable(measured),
    ...classTables(measured),
  ].join('\n')}\n`
}

function heading({ runs, slowRuns, minutes, load }: Measured): string[] {
  const [processor] = cpus()
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; `npm run bench -- --quick` looks at each thing once, and only prints. All programs run in turn, and',
    `again: each figure is the median of ${runs} runs (of ${slowRuns} where servers are wrong, of 1 where they are silent),`,
    'in milliseconds unless a heading says otherwise, of the time that a person waits. Graded are the core checks.',
    '',
    '- **baseline**: what a careful instructor writes, in `bench/baseline/`, with limits of 1 s and pauses of 100 ms: the',
    '  same checks in vitest with `node:net`, and in Python’s unittest.',
    '- **floor**: the bare start of the program as often as the spec needs it, and the exchange of the bytes that were',
    '  exchanged in a grade, with nobody to judge them (`bench/floor.py`). To compile a C program comes on top.',
    '',
    `Node ${process.versions.node}, ${cpus().length} processors (${processor?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB; load before: ${load.toFixed(1)}. ${Math.round(minutes)} minutes in all.`,
    '',
  ]
}

function aims({ right, wrong, silent, classes, memory }: Measured): string[] {
  const slowest = Math.max(...[...wrong, ...silent].map((each) => each.ours / each.right))
  const of = (kind: 'c' | 'py') => right.filter((each) => each.kind === kind)
  const over = Math.max(...of('c').map(({ ours, floor, build }) => ours - floor - build))
  const overAll = Math.max(...of('c').map(({ ours, floor }) => ours - floor))
  const times = of('py').filter(({ starts }) => starts > 1)
  const [fewest, most] = [Math.min, Math.max].map((best) =>
    best(...times.map(({ ours, floor }) => ours / floor)),
  )
  const waited = [...wrong.filter(({ name }) => saysNothing.includes(name)), ...silent]
  const faster = Math.min(...waited.map((each) => Math.min(each.vitest, each.unittest) / each.ours))
  const share = classes.filter(({ jobs }) => jobs === 2).map(({ students }) => percent(students))
  const [small, large] = [memory[0], memory.at(-1)]
  return [
    '## What was aimed at',
    '',
    ...table(
      ['aim', 'measured'],
      [
        ['a wrong server in at most 1.5 × the time of a right one', `at most ${ratio(slowest)}`],
        [
          'at least 10 × faster than the baseline on a wrong server',
          `at least ${ratio(faster)} × where the server says nothing; see below`,
        ],
        [
          'a right C server in at most 250 ms over the floor',
          `at most ${ms(over)} over compiling it and the floor, ${ms(overAll)} over the floor alone`,
        ],
        [
          'a right Python server in 1.3 × its floor',
          `${ratio(fewest)} to ${ratio(most)} where there are several starts`,
        ],
        [
          'a class keeps both processors in students’ programs to 80 %',
          share.join(' (C), ').concat(' (Python)'),
        ],
        [
          'memory does not grow with the class',
          `${mib(small?.peak)} for ${small?.size} submissions, ${mib(large?.peak)} for ${large?.size}`,
        ],
      ],
    ),
  ]
}

function rightTables({ right }: Measured): string[] {
  return [
    '## Right servers',
    '',
    'The servers of echo, collector and ack serve one client and end, so that each check needs a start of its own;',
    '*echo-on* goes on to the next client.',
    '',
    ...table(
      ['server', 'starts', 'compiling', 'floor', 'sockgrade', 'over both', 'vitest', 'unittest'],
      right.map(({ name, kind, starts, build, floor, ours, vitest, unittest }) => [
        `${name}, ${languages[kind]}`,
        String(starts),
        kind === 'c' ? ms(build) : '',
        ms(floor),
        ms(ours),
        kind === 'c' ? `+ ${ms(ours - floor - build)}` : `× ${ratio(ours / floor)}`,
        ms(vitest),
        ms(unittest),
      ]),
    ),
  ]
}

function wrongTables({ wrong, silent }: Measured): string[] {
  const columns = ['sockgrade', 'to a right one', 'vitest', 'faster', 'unittest', 'faster']
  const row = ({ name, right, ours, vitest, unittest }: WrongServer) => [
    name,
    ms(ours),
    `${ratio(ours / right)} ×`,
    ms(vitest),
    `${ratio(vitest / ours)} ×`,
    ms(unittest),
    `${ratio(unittest / ours)} ×`,
  ]
  return [
    '## Wrong servers',
    '',
    'Echo servers in Python, each with one typical mistake. Where a mistake shows in wrong bytes or in a close, the',
    'baseline needs no limit either.',
    '',
    ...table(['mistake', ...columns], wrong.map(row)),
    'A server in Python that takes everything and says nothing, graded as each of the protocols:',
    '',
    ...table(['protocol', ...columns], silent.map(row)),
  ]
}

const stageNames: Readonly<Record<keyof Stages, string>> = {
  commandLine: 'Node and the command line',
  isolation: 'isolation, and finding the port',
  worker: 'Node and the worker',
  building: 'copying, compiling, ending programs',
  starting: 'the program starting',
  conversation: 'conversation: the server’s turns',
  deciding: 'deciding, and the grader’s turns',
  reporting: 'reporting, and clearing up',
  total: 'in all',
}

function stageTable({ stages }: Measured): string[] {
  const names = Object.keys(stageNames) as (keyof Stages)[]
  return [
    '## Where the time goes',
    '',
    'A right echo server, which is started anew for each check. Each row is a median of its own.',
    '',
    ...table(
      ['', 'C', 'Python'],
      names.map((name) => [stageNames[name], ms(stages.c[name]), ms(stages.py[name])]),
    ),
  ]
}

function classTables({ classes, classSize, memory }: Measured): string[] {
  return [
    '## A class',
    '',
    `${classSize} right echo servers. *Busy* is the share of the processors that are given which anything uses, *students’*`,
    'the share that their programs need by themselves: to be compiled, started and spoken to.',
    '',
    ...table(
      ['servers', 'workers', 'submissions a second', 'busy', 'students’'],
      classes.map(({ kind, jobs, rate, busy, students }) => [
        languages[kind],
        String(jobs),
        rate.toFixed(2),
        percent(busy),
        percent(students),
      ]),
    ),
    'The most memory that the command line has had while it graded a class on two workers:',
    '',
    ...table(
      ['submissions', 'MiB'],
      memory.map(({ size, peak }) => [String(size), peak.toFixed(0)]),
    ),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  return [line(head), line(rule), ...rows.map(line), '']
}

const ms = (time: number) => time.toFixed(0)
const ratio = (number = Number.NaN) => number.toFixed(2)
const percent = (share: number) => `${(100 * share).toFixed(0)} %`
const mib = (amount = 0) => `${amount.toFixed(0)} MiB`
