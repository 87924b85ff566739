import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hasProc, processesWith } from '../kernel/processes.ts'
import { runVariable } from '../program/environment.ts'

/** All that a run leaves on the machine while it goes on: a folder, and processes with its mark. */
export interface Run {
  readonly folder: string
  readonly id: string
  /** Ends what still runs, and removes the folder. */
  readonly end: () => Promise<void>
}

/**
 * Outlives whoever started it, in a session of its own, to clear up after him: its input ends when he
 * ends, however that comes about. Arguments: the mark, the folder.
 */
const reaper = `
  cat >/dev/null
  while :; do
    left=
    for environment in $(grep -lsxz "$1" /proc/[0-9]*/environ); do
      pid=\${environment#/proc/}
      kill -9 "\${pid%/environ}" && left=1
    done
    [ "$left" ] || break
  done 2>/dev/null
  rm -rf "$2"`

/** Begins a run: from here on, nothing of it stays, even if this process is killed. */
export function beginRun(): Run {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'sockgrade-'))
  const id = randomUUID()
  const mark = `${runVariable}=${id}`
  const watcher = process.platform === 'win32' ? undefined : watch(mark, folder)
  return {
    folder,
    id,
    end: async () => {
      for (let left = marked(mark); left.length > 0; left = marked(mark)) {
        for (const pid of left) kill(pid)
        await delay(2)
      }
      rmSync(folder, { recursive: true, force: true })
      watcher?.kill('SIGKILL')
    },
  }
}

function watch(mark: string, folder: string): ChildProcess {
  const watcher = spawn('sh', ['-c', reaper, 'sh', mark, folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  watcher.on('error', () => {})
  return watcher
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
