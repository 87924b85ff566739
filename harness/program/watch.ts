import { statfsSync } from 'node:fs'
import type { LimitName, ResourceLimits } from '../isolation/limits.ts'
import { hasOwnInit, type Place } from '../isolation/place.ts'
import { hasProc } from '../kernel/processes.ts'
import { descriptorCountOf, memoryFilesOf, memoryOf, type Use, useOf } from '../kernel/use.ts'
import type { Exit, LimitHit } from './exit.ts'
import type { Output } from './output.ts'

/** What is looked at of a program that runs. */
export interface Watched {
  readonly exit: Exit | undefined
  readonly running: boolean
  readonly stdout: Output
  readonly stderr: Output
  readonly processes: () => readonly number[]
}

/** How often a running program is looked at, ms. */
const interval = 50

/**
 * Watches what all processes of a program use together, which the kernel's own limits, one a process,
 * don't bound; calls `onHit` once, when it goes beyond a limit.
 */
export function watchUse(
  program: Watched,
  limits: ResourceLimits,
  onHit: (hit: LimitHit) => void,
): void {
  const clock = new ProcessorClock()
  const timer = setInterval(() => {
    const limit = beyond(program, limits, clock)
    if (limit) onHit({ limit, allowed: limits[limit] })
    if (limit || !program.running) clearInterval(timer)
  }, interval)
  timer.unref()
}

function beyond(
  program: Watched,
  limits: ResourceLimits,
  clock: ProcessorClock,
): LimitName | undefined {
  if (program.stdout.total + program.stderr.total > limits.output) return 'output'
  if (!hasProc) return undefined
  const pids = program.processes()
  const uses = new Map(pids.flatMap((pid) => [[pid, useOf(pid)] as const]))
  const live = [...uses.values()].filter((use) => use !== undefined)
  // The kernel gives no more than the limit: whoever has as many has asked for more, or will.
  if (total(live, ({ threads }) => threads) >= limits.processes) return 'processes'
  if (clock.after(uses) > limits.cpu) return 'cpu'
  const files = memoryFilesOf(pids)
  if (total(live, ({ resident }) => resident) + files <= limits.memory) return undefined
  // Forked processes share most of what each of them seems to have.
  const memories = pids.map(
    (pid) => memoryOf(pid) ?? { own: uses.get(pid)?.resident ?? 0, shared: 0 },
  )
  const shared = Math.max(
    files,
    total(memories, (memory) => memory.shared),
  )
  return shared + total(memories, ({ own }) => own) > limits.memory ? 'memory' : undefined
}

function total<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((sum, each) => sum + of(each), 0)
}

/**
 * Adds up the processor time of processes. Those that have ended count on: by their parents where these
 * have waited for them, and else as they were last seen, since a parent that ignores SIGCHLD is never
 * told what its children have used.
 */
class ProcessorClock {
  readonly #own = new Map<string, number>()

  /** ms, after another look at the processes */
  after(uses: ReadonlyMap<number, Use | undefined>): number {
    let waitedFor = 0
    for (const [pid, use] of uses) {
      if (!use) continue
      waitedFor += use.cpu + use.childrensCpu
      this.#own.set(`${pid} ${use.born}`, use.cpu)
    }
    return Math.max(
      waitedFor,
      total([...this.#own.values()], (cpu) => cpu),
    )
  }
}

/** What programs say when the kernel has refused them something. */
const complaints: readonly (readonly [LimitName, RegExp])[] = [
  ['memory', /MemoryError|OutOfMemoryError|bad_alloc|heap out of memory|Cannot allocate memory/],
  ['file', /File too large|EFBIG/],
  ['disk', /No space left on device|ENOSPC/],
  [
    'processes',
    /fork: .*Resource temporarily|Cannot fork|start new thread|create native thread|pthread_create/,
  ],
  ['descriptors', /Too many open files|EMFILE/],
]

/** The limit because of which a program ended, or can't go on: by its signal, words, or open files. */
export function limitBehind(
  program: Watched,
  limits: ResourceLimits,
  place: Place,
): LimitHit | undefined {
  const hit = (limit: LimitName): LimitHit => ({ limit, allowed: limits[limit] })
  const { exit } = program
  if (exit?.signal === 'SIGXCPU') return hit('cpu')
  if (exit?.signal === 'SIGXFSZ') return hit('file')
  if (exit?.status !== 0) {
    const words = new TextDecoder().decode(program.stderr.bytes)
    // A shell that is refused a process tries again, and again.
    const complaint = complaints.find(
      ([limit, pattern]) => (exit || limit === 'processes') && pattern.test(words),
    )
    if (complaint) return hit(complaint[0])
  }
  if (!hasProc) return undefined
  // One is left for the next one to be refused.
  const full = program.processes().some((pid) => descriptorCountOf(pid) >= limits.descriptors - 1)
  if (full) return hit('descriptors')
  return hasOwnInit(place) && statfsSync(place.runFolder).bavail === 0 ? hit('disk') : undefined
}
