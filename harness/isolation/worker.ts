import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FromWorker, ToWorker } from '../grading/messages.ts'
import { type Isolation, modesFor } from './modes.ts'

/** Variables that a worker, and what it starts, may see. */
const passedOn =
  /^(PATH|HOME|USER|TMPDIR|JAVA_HOME|CARGO_HOME|RUSTUP_.*|GOROOT|GOPATH|GOCACHE|PYENV_.*|SystemRoot|NODE_V8_COVERAGE)$/

const program = fileURLToPath(new URL('../grading/worker-main.js', import.meta.url))

/** No way of starting a worker apart from the rest works here. */
export class NoIsolation extends Error {}

/**
 * Starts a worker in the best isolation that the machine allows, gives it the job, and passes on what
 * it tells until it has told all.
 * @throws NoIsolation when the wanted kind is not to be had
 */
export async function runInWorker(
  job: ToWorker,
  wanted: 'auto' | Isolation,
  onMessage: (message: FromWorker, isolation: Isolation) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { isolation, prefix } of modesFor(wanted)) {
    const [file = '', ...args] = [...prefix, process.execPath, program]
    const worker = spawn(file, args, {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
    })
    if (await isReady(worker)) {
      await converse(worker, job, (message) => onMessage(message, isolation), signal)
      return
    }
  }
  throw new NoIsolation()
}

/** A worker says that it is ready; where the isolation can't be had, it ends without a word. */
async function isReady(worker: ChildProcess): Promise<boolean> {
  worker.stderr?.resume()
  const said = once(worker, 'message').then(() => true)
  const ended = once(worker, 'exit').then(() => false)
  return Promise.race([said, ended]).catch(() => false)
}

async function converse(
  worker: ChildProcess,
  job: ToWorker,
  onMessage: (message: FromWorker) => void,
  signal: AbortSignal,
): Promise<void> {
  const complaints: Buffer[] = []
  worker.stderr?.on('data', (bytes: Buffer) => complaints.push(bytes))
  let told = false
  worker.on('message', (message: FromWorker) => {
    told ||= message.kind === 'graded'
    onMessage(message)
  })
  const stop = () => worker.send({ kind: 'stop' })
  signal.addEventListener('abort', stop)
  worker.send(job)
  await once(worker, 'exit')
  signal.removeEventListener('abort', stop)
  if (!told && !signal.aborted) {
    throw new Error(`the worker ended early: ${Buffer.concat(complaints).toString().trim()}`)
  }
}
