import { type ChildProcess, spawn as spawnProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { clearTmp, confining } from '../isolation/confine.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import { canStandReady, hasOwnInit, type Place } from '../isolation/place.ts'
import type { Network } from '../kernel/network.ts'
import { isInstalled } from '../kernel/path.ts'
import {
  hasProc,
  initAmong,
  isAlive,
  MarkedProcesses,
  processesWith,
  treeOf,
} from '../kernel/processes.ts'
import { relayTool } from '../kernel/relay.ts'
import { environmentFor, runVariable } from './environment.ts'
import type { Exit, LimitHit } from './exit.ts'
import { Output } from './output.ts'
import { asWords, fill } from './submission.ts'
import { limitBehind, watchUse } from './watch.ts'

/** What the start of a program needs to know. */
export interface StartOptions {
  readonly run: readonly string[]
  /** The folder it runs in. */
  readonly folder: string
  readonly place: Place
  readonly network: Network
  readonly limits: ResourceLimits
  /** Its standard output goes through C's `stdio`, which is told to print line by line. */
  readonly stdio: boolean
  /** The port that is offered to it by `PORT` and `{port}`. */
  readonly port: number
  /** The mark by which all that the run has started can be found where there are no namespaces. */
  readonly runId: string
  /** Wraps the command in a pseudo-terminal, for programs that hold back what isn't for one. */
  readonly terminal: boolean
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Buffer) => void
  readonly onExit: (exit: Exit) => void
}

/** A student's program, which is let to `begin`: its processes, what it prints, how it ends. */
export class Program {
  readonly stdout = new Output()
  readonly stderr = new Output()
  /** Emits `output` whenever something has come on standard output. */
  readonly changes = new EventEmitter()
  /** Settles once the first process has ended and its output has been read. */
  readonly ended: Promise<Exit>
  /** Settles once the program itself has been started, behind all that keeps it apart. */
  readonly started: Promise<void>
  readonly #options: StartOptions
  readonly #child: PipedProcess
  readonly #closed: Promise<unknown>
  #begun = false
  readonly #mark: string
  readonly #marked: MarkedProcesses
  #exit: Exit | undefined
  #init: number | undefined
  #limit: LimitHit | undefined

  constructor(options: StartOptions) {
    const { runId, port, place, network, limits, terminal } = options
    this.#options = options
    this.#mark = `${runVariable}=${runId}`
    this.#marked = new MarkedProcesses(this.#mark)
    const words = asWords(fill(options.run, { port: String(port) }))
    const kept = terminal ? ownStderr + 1 : 3
    const command = [...confining(place, limits, { kept, network }), ...this.#printing(words)]
    if (!canStandReady(place)) clearTmp(place, network)
    this.#child = spawn(command, options, environmentFor(place, runId, port))
    this.#closed = once(this.#child, 'close').catch(() => {})
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
    // Whoever has gone is told, and tells, nothing more; that he has gone shows at his end.
    for (const stream of this.#child.stdio) stream?.on('error', () => {})
    const told = hasOwnInit(place) ? this.#toldByInit() : this.#seenFromOutside()
    this.started = told.started
    this.started.catch(() => {})
    this.ended = this.#ending(told.exit, options.onExit)
  }

  /** Lets the program itself begin: until then there is, if anything, only what keeps it apart. */
  begin(): void {
    const { place, network, folder, limits } = this.#options
    this.#begun = true
    if (canStandReady(place)) clearTmp(place, network)
    if (hasOwnInit(place)) (this.#child.stdio[statusPipe] as Writable).write(`${folder}\n`)
    watchUse(this, limits, (hit) => {
      this.#limit = hit
      this.#killAll()
    })
  }

  /** Where it can be spoken to. */
  get network(): Network {
    return this.#options.network
  }

  /** How the first process ended, once it has. */
  get exit(): Exit | undefined {
    return this.#exit
  }

  /** The limit that it has hit, where it was stopped for that or could not go on. */
  get limit(): LimitHit | undefined {
    this.#limit ??= limitBehind(this, this.#options.limits, this.#options.place)
    return this.#limit
  }

  /** Standard output and standard error, one after the other. */
  get output(): Uint8Array {
    return Buffer.concat([this.stdout.bytes, this.stderr.bytes])
  }

  /** The processes that are alive: the tree, and daemons that have left it. */
  processes(): number[] {
    const root = this.#child.pid
    if (root === undefined) return []
    if (hasOwnInit(this.#options.place)) {
      return this.#init === undefined ? [] : treeOf(this.#init).slice(1)
    }
    if (!hasProc) return this.#exit ? [] : [root]
    // Whoever was orphaned has left the tree, and may be the one that speaks.
    return [...new Set([...treeOf(root), ...this.#marked.alive()])]
  }

  /** Whether anything of it still runs. */
  get running(): boolean {
    return this.#exit === undefined || this.processes().length > 0
  }

  /** Writes a line to its standard input. */
  types(line: string | Uint8Array): void {
    this.#child.stdin.write(Buffer.concat([Buffer.from(line), Buffer.from('\n')]))
  }

  /** Ends its standard input. */
  endsInput(): void {
    this.#child.stdin.end()
  }

  /** Kills all that it has started, and waits until it is gone. */
  async kill(): Promise<void> {
    const { pid } = this.#child
    if (pid === undefined) return
    if (!this.#begun) {
      // Its init, which waits for the word, ends with whoever could give it.
      ;(this.#child.stdio[statusPipe] as Writable).end()
      await this.#closed
      return
    }
    // Before its init is there, killing what is to start it could leave it behind.
    if (hasOwnInit(this.#options.place)) await this.started.catch(() => {})
    this.#killAll()
    if (hasOwnInit(this.#options.place)) {
      // The first process of a PID namespace takes all others along, and goes after them.
      await this.#closed
    } else {
      for (;;) {
        const left = hasProc ? processesWith(this.#mark) : []
        if (left.length === 0 && (this.#exit || !isRunning(pid))) break
        left.forEach(signalTo)
        await delay(2)
      }
    }
    await this.ended
  }

  #killAll(): void {
    const { pid } = this.#child
    if (this.#init !== undefined) signalTo(this.#init)
    else if (pid !== undefined) signalTo(-pid)
  }

  /** The words that make a program print at once what it prints. */
  #printing(words: string[]): string[] {
    if (this.#options.terminal) return inTerminal(words)
    const byLine = this.#options.stdio && isInstalled('stdbuf')
    return byLine ? ['stdbuf', '-oL', ...words] : words
  }

  /** Without namespaces the first process that we started is the program's own. */
  #seenFromOutside(): Told {
    const exit = once(this.#child, 'exit').then(
      ([status, signal]) => ({ status, signal }) as Exit,
      () => notStarted,
    )
    return { started: Promise.resolve(), exit }
  }

  /** Its init tells when the program has been started, and how it ended. */
  #toldByInit(): Told {
    const lines = this.#child.stdio[statusPipe] as Readable
    let text = ''
    const said = new EventEmitter()
    lines.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1')
      if (this.#init === undefined && text.includes('started\n')) {
        this.#init = initAmong(treeOf(this.#child.pid ?? 0))
        said.emit('started')
      }
      const status = /^ended (\d+)$/m.exec(text)?.[1]
      if (status !== undefined) said.emit('ended', exitOf(Number(status)))
    })
    const started = once(said, 'started').then(() => {})
    const exit = once(said, 'ended').then(([found]) => found as Exit)
    // Killed with its init, a program can't tell how it ended.
    const gone = this.#closed.then((): Exit => ({ status: null, signal: 'SIGKILL' }))
    const failed = this.#closed.then(() => {
      if (this.#init !== undefined) return
      const complaint = Buffer.from(this.stderr.bytes).toString().trim()
      throw new Error(`the program could not be kept apart from the machine: ${complaint}`)
    })
    return { started: Promise.race([started, failed]), exit: Promise.race([exit, gone]) }
  }

  async #ending(exit: Promise<Exit>, onExit: (exit: Exit) => void): Promise<Exit> {
    const found = await exit
    // A daemon may keep the pipes: what the first process printed is in them already.
    await Promise.race([this.#closed, delay(outputGrace, undefined, { ref: false })])
    this.#exit = found
    if (this.#begun) onExit(found)
    return found
  }
}

interface Told {
  readonly started: Promise<void>
  readonly exit: Promise<Exit>
}

/** As a shell has it where there is nothing that could be started. */
const notStarted: Exit = { status: 127, signal: null }

/** How long an ended process's output may take to be read where somebody else holds the pipe, ms. */
const outputGrace = 100

/** The descriptor on which the init of a namespace tells what happens. */
const statusPipe = 3

/** The descriptor by which a program on a terminal finds its standard error, which is not for there. */
const ownStderr = 4

/** A process whose three standard streams are pipes to us. */
type PipedProcess = ChildProcess & { stdin: Writable; stdout: Readable; stderr: Readable }

function spawn(
  [file = '', ...args]: readonly string[],
  { folder, place, terminal }: StartOptions,
  env: Record<string, string>,
): PipedProcess {
  const status = hasOwnInit(place) ? (['pipe'] as const) : terminal ? (['ignore'] as const) : []
  return spawnProcess(file, args, {
    cwd: folder,
    env,
    // A group of its own, so that all of it can be ended at once.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', ...status, ...(terminal ? (['pipe'] as const) : [])],
  }) as PipedProcess
}

/** A status as wait(2) gives it: the signal in the low seven bits, or the exit status above eight. */
function exitOf(status: number): Exit {
  const signal = status & 127
  if (signal === 0) return { status: status >> 8, signal: null }
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0]
  return { status: null, signal: name ?? `signal ${signal}` }
}

/** script(1) runs a command on a pseudo-terminal and passes its output and status on. */
function inTerminal(words: readonly string[]): string[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  // What is typed shows nowhere: it can't be mistaken for what the program prints.
  const command = `stty -echo; exec ${quoted} 2>&${ownStderr} ${ownStderr}>&- ${statusPipe}>&-`
  return [relayTool, '--quiet', '--return', '--flush', '--command', command, '/dev/null']
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
