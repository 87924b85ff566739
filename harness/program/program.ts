import { EventEmitter, once } from 'node:events'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { clearTmp } from '../isolation/confine.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import { canStandReady, hasOwnInit, type Place } from '../isolation/place.ts'
import type { Network } from '../kernel/network.ts'
import {
  hasProc,
  initAmong,
  isAlive,
  MarkedProcesses,
  processesWith,
  treeOf,
} from '../kernel/processes.ts'
import { environmentFor, runVariable } from './environment.ts'
import type { Exit, LimitHit } from './exit.ts'
import { Output } from './output.ts'
import { numberAfter, type Process, startProcess } from './process.ts'
import { asWords, fill } from './submission.ts'
import { inTerminal } from './terminal.ts'
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
  readonly #process: Process
  #begun = false
  readonly #mark: string
  readonly #marked: MarkedProcesses
  #exit: Exit | undefined
  #init: number | undefined
  #limit: LimitHit | undefined

  constructor(options: StartOptions) {
    const { runId, port, place, network, terminal } = options
    this.#options = options
    this.#mark = `${runVariable}=${runId}`
    this.#marked = new MarkedProcesses(this.#mark)
    const words = asWords(fill(options.run, { port: String(port) }))
    if (!canStandReady(place)) clearTmp(place, network)
    this.#process = startProcess({
      ...options,
      words: terminal ? inTerminal(words) : words,
      stdio: options.stdio && !terminal,
      environment: environmentFor(place, runId, port),
    })
    this.#process.stdout.on('data', (bytes: Buffer) => {
      this.stdout.add(bytes)
      this.changes.emit('output')
      options.onOutput('stdout', bytes)
    })
    for (const errors of this.#process.errors) {
      errors.on('data', (bytes: Buffer) => {
        this.stderr.add(bytes)
        options.onOutput('stderr', bytes)
      })
    }
    const { exit } = this.#process
    // Without namespaces the first process that we started is the program's own.
    const told = exit ? { started: Promise.resolve(), exit } : this.#toldByInit()
    this.started = told.started
    this.started.catch(() => {})
    this.ended = this.#ending(told.exit, options.onExit)
  }

  /** Lets the program itself begin: until then there is, if anything, only what keeps it apart. */
  begin(): void {
    const { place, network, folder, limits } = this.#options
    this.#begun = true
    if (canStandReady(place)) clearTmp(place, network)
    this.#process.status?.write(`${folder}\n`)
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
    const root = this.#process.pid
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
    this.#process.stdin.write(Buffer.concat([Buffer.from(line), Buffer.from('\n')]))
  }

  /** Ends its standard input. */
  endsInput(): void {
    this.#process.stdin.end()
  }

  /** Kills all that it has started, and waits until it is gone. */
  async kill(): Promise<void> {
    if (hasOwnInit(this.#options.place)) return this.#killWithInit()
    const { pid } = this.#process
    if (pid === undefined) return
    this.#killAll()
    for (;;) {
      const left = hasProc ? processesWith(this.#mark) : []
      if (left.length === 0 && (this.#exit || !isRunning(pid))) break
      left.forEach(signalTo)
      await delay(2)
    }
    await this.ended
  }

  async #killWithInit(): Promise<void> {
    // Its init, which waits for the word, ends with whoever could give it.
    if (!this.#begun) this.#process.status?.end()
    else {
      // Before its init is there, killing what is to start it could leave it behind.
      await this.started.catch(() => {})
      this.#killAll()
    }
    // The first process of a PID namespace takes all others along, and goes after them.
    await this.#process.closed
    if (this.#begun) await this.ended
  }

  #killAll(): void {
    const { pid } = this.#process
    if (this.#init !== undefined) signalTo(this.#init)
    else if (pid !== undefined) signalTo(-pid)
  }

  /** Its init tells when the program has been started, and how it ended. */
  #toldByInit(): Told {
    let text = ''
    const said = new EventEmitter()
    this.#process.status?.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1')
      if (this.#init === undefined && text.includes('started\n')) {
        this.#init = initAmong(treeOf(this.#process.pid ?? 0))
        said.emit('started')
      }
      const status = numberAfter('ended', text)
      if (status !== undefined) said.emit('ended', exitOf(status))
    })
    const started = once(said, 'started').then(() => {})
    const exit = once(said, 'ended').then(([found]) => found as Exit)
    // Killed with its init, a program can't tell how it ended.
    const gone = this.#process.closed.then((): Exit => ({ status: null, signal: 'SIGKILL' }))
    const failed = this.#process.closed.then(() => {
      if (this.#init !== undefined) return
      const complaint = Buffer.from(this.stderr.bytes).toString().trim()
      throw new Error(`the program could not be kept apart from the machine: ${complaint}`)
    })
    return { started: Promise.race([started, failed]), exit: Promise.race([exit, gone]) }
  }

  async #ending(exit: Promise<Exit>, onExit: (exit: Exit) => void): Promise<Exit> {
    const found = await exit
    // A daemon may keep the pipes: what the first process printed is in them already.
    await Promise.race([this.#process.closed, delay(outputGrace, undefined, { ref: false })])
    this.#exit = found
    if (this.#begun) onExit(found)
    return found
  }
}

interface Told {
  readonly started: Promise<void>
  readonly exit: Promise<Exit>
}

/** How long an ended process's output may take to be read where somebody else holds the pipe, ms. */
const outputGrace = 100

/** A status as wait(2) gives it: the signal in the low seven bits, or the exit status above eight. */
function exitOf(status: number): Exit {
  const signal = status & 127
  if (signal === 0) return { status: status >> 8, signal: null }
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0]
  return { status: null, signal: name ?? `signal ${signal}` }
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
