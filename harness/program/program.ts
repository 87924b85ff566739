import { EventEmitter, once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { execa } from 'execa'
import { hasProc, isAlive, processesWith, treeOf } from '../kernel/processes.ts'
import { environmentFor, runVariable } from './environment.ts'
import { Output } from './output.ts'
import { fill } from './submission.ts'
import { isInstalled } from './tools.ts'

/** How a process ended: with a status, or by a signal. */
export interface Exit {
  readonly status: number | null
  readonly signal: string | null
}

/** What the start of a program needs to know. */
export interface StartOptions {
  readonly run: readonly string[]
  /** The folder it runs in. */
  readonly folder: string
  /** Its standard output goes through C's `stdio`, which is told to print line by line. */
  readonly stdio: boolean
  /** The port that is offered to it by `PORT` and `{port}`. */
  readonly port: number
  /** The mark by which all that the run has started can be found. */
  readonly runId: string
  /** Wraps the command in a pseudo-terminal, for programs that hold back what isn't for one. */
  readonly terminal: boolean
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void
  readonly onExit: (exit: Exit) => void
}

/** A student's program as it runs: its processes, what it prints, how it ends. */
export class Program {
  readonly stdout = new Output()
  readonly stderr = new Output()
  /** Emits `output` whenever something has come on standard output. */
  readonly changes = new EventEmitter()
  /** Settles once the first process has ended and its output has been read. */
  readonly ended: Promise<Exit>
  readonly #child: ReturnType<typeof spawn>
  readonly #mark: string
  #exit: Exit | undefined

  constructor(options: StartOptions) {
    const { runId, port } = options
    const words = fill(options.run, { port: String(port) })
    const [file = '', ...args] = options.terminal
      ? inTerminal(words)
      : options.stdio && isInstalled('stdbuf')
        ? ['stdbuf', '-oL', ...words]
        : words
    this.#mark = `${runVariable}=${runId}`
    this.#child = spawn(file, args, options.folder, environmentFor(runId, port), options.terminal)
    this.#child.stdout.on('data', (bytes: Buffer) => {
      this.stdout.add(bytes)
      this.changes.emit('output')
      options.onOutput('stdout', bytes)
    })
    for (const errors of [
      this.#child.stderr,
      this.#child.stdio[ownStderr] as Readable | undefined,
    ]) {
      errors?.on('data', (bytes: Buffer) => {
        this.stderr.add(bytes)
        options.onOutput('stderr', bytes)
      })
    }
    this.#child.stdin.on('error', () => {})
    this.ended = this.#ending(options.onExit)
  }

  /** How the first process ended, once it has. */
  get exit(): Exit | undefined {
    return this.#exit
  }

  /** Standard output and standard error, one after the other. */
  get output(): Uint8Array {
    return Buffer.concat([this.stdout.bytes, this.stderr.bytes])
  }

  /** The processes that are alive: the tree, and daemons that have left it. */
  processes(): number[] {
    const root = this.#child.pid
    if (root === undefined) return []
    if (!hasProc) return this.#exit ? [] : [root]
    return this.#exit ? processesWith(this.#mark) : treeOf(root)
  }

  /** Whether anything of it still runs. */
  get running(): boolean {
    return this.#exit === undefined || this.processes().length > 0
  }

  /** Writes a line to its standard input. */
  types(line: string): void {
    this.#child.stdin.write(`${line}\n`)
  }

  /** Kills all that it has started, and waits until it is gone. */
  async kill(): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined) return
    signalTo(-pid)
    for (;;) {
      const left = hasProc ? processesWith(this.#mark) : []
      if (left.length === 0 && (this.#exit || !isRunning(pid))) break
      left.forEach(signalTo)
      await delay(2)
    }
    await this.ended
  }

  async #ending(onExit: (exit: Exit) => void): Promise<Exit> {
    const closed = once(this.#child, 'close').catch(() => {})
    try {
      const [status, signal] = (await once(this.#child, 'exit')) as [number | null, string | null]
      // A daemon may keep the pipes: what the first process printed is in them already.
      await Promise.race([closed, delay(outputGrace, undefined, { ref: false })])
      this.#exit = { status, signal }
    } catch {
      this.#exit = { status: 127, signal: null }
    }
    onExit(this.#exit)
    return this.#exit
  }
}

function spawn(
  file: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
  terminal: boolean,
) {
  return execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    // A group of its own, so that all of it can be ended at once.
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    stripFinalNewline: false,
    stdio: ['pipe', 'pipe', 'pipe', ...(terminal ? (['pipe'] as const) : [])],
  })
}

/** How long an ended process's output may take to be read where somebody else holds the pipe, ms. */
const outputGrace = 100

/** The descriptor by which a program on a terminal finds its standard error, which is not for there. */
const ownStderr = 3

/** script(1) runs a command on a pseudo-terminal and passes its output and status on. */
function inTerminal(words: readonly string[]): string[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const command = `exec ${quoted} 2>&${ownStderr}`
  return ['script', '--quiet', '--return', '--flush', '--command', command, '/dev/null']
}

function signalTo(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime.
  }
}

function isRunning(pid: number): boolean {
  if (hasProc) return isAlive(pid)
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
