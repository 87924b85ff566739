import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hasProc, processesWith } from '../kernel/processes.ts'
import { runVariable } from '../program/environment.ts'

/** All that a run leaves on the machine while it goes on: a folder, and processes with its mark. */
export interface Run {
  readonly folder: string
  readonly id: string
  /**
   * Ends what still runs, and removes the folder.
   * @param apart whether nothing can run any more: what did was in a world of its own, which is no more
   */
  readonly end: (apart: boolean) => Promise<void>
}

/**
 * Outlives whoever started it, in a session of its own, to clear up after him: its input ends when he
 * ends, however that comes about. Argument: the folder in which those of the runs lie. Reads a line for each run:
 * its mark, and the name of its folder; one whose folder is gone has ended as it should.
 */
const reaper = `
  while IFS= read -r run; do runs="$runs $run"; done
  for run in $runs; do
    mark=\${run%%:*} folder=$1/\${run#*:}
    while [ -d "$folder" ]; do
      left=
      for environment in $(grep -lsxz "$mark" /proc/[0-9]*/environ); do
        pid=\${environment#/proc/}
        kill -9 "\${pid%/environ}" && left=1
      done
      [ "$left" ] || break
    done 2>/dev/null
    rm -rf "$folder"
  done`

/** Where the folders of runs lie. */
const parent = () => realpathSync(tmpdir())

/** The marks of the runs that have begun, and not ended. */
const open = new Set<string>()

let watcher: ReturnType<typeof startReaper> | undefined

/** Begins a run: from here on, nothing of it stays, even if this process is killed. */
export function beginRun(): Run {
  const folder = mkdtempSync(join(parent(), 'sockgrade-'))
  const id = randomUUID()
  const mark = `${runVariable}=${id}`
  watch(mark, folder)
  return {
    folder,
    id,
    end: async (apart) => {
      const running = () => (apart ? [] : marked(mark))
      for (let left = running(); left.length > 0; left = running()) {
        for (const pid of left) kill(pid)
        await delay(2)
      }
      rmSync(folder, { recursive: true, force: true })
      open.delete(mark)
      if (open.size > 0) return
      watcher?.kill('SIGKILL')
      watcher = undefined
    },
  }
}

function watch(mark: string, folder: string): void {
  open.add(mark)
  if (process.platform === 'win32') return
  // First the worker is started, for which a person waits.
  process.nextTick(() => {
    if (!open.has(mark)) return
    watcher ??= startReaper()
    watcher.stdin.write(`${mark}:${basename(folder)}\n`)
  })
}

function startReaper() {
  const started = spawn('sh', ['-c', reaper, 'sh', parent()], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  started.unref()
  started.on('error', () => {})
  started.stdin.on('error', () => {})
  return started
}

function marked(mark: string): number[] {
  return hasProc ? processesWith(mark) : []
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime.
  }
}
