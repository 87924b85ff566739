import { statfsSync } from 'node:fs'
import { hasOwnInit, type Place } from '../isolation/confine.ts'
import type { LimitName, ResourceLimits } from '../isolation/limits.ts'
import { descriptorsOf, hasProc, memoryOf, useOf } from '../kernel/processes.ts'
import type { Output } from './output.ts'
import type { Exit, LimitHit } from './program.ts'

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
  const timer = setInterval(() => {
    const limit = beyond(program, limits)
    if (limit) onHit({ limit, allowed: limits[limit] })
    if (limit || !program.running) clearInterval(timer)
  }, interval)
  timer.unref()
}

function beyond(program: Watched, limits: ResourceLimits): LimitName | undefined {
  if (program.stdout.total + program.stderr.total > limits.output) return 'output'
  if (!hasProc) return undefined
  const pids = program.processes()
  const uses = pids.flatMap((pid) => useOf(pid) ?? [])
  const sum = (use: 'cpu' | 'threads' | 'resident') =>
    uses.reduce((total, each) => total + each[use], 0)
  // The kernel gives no more than the limit: whoever has as many has asked for more, or will.
  if (sum('threads') >= limits.processes) return 'processes'
  if (sum('cpu') > limits.cpu) return 'cpu'
  if (sum('resident') <= limits.memory) return undefined
  // Forked processes share most of what each of them seems to have.
  const memory = pids.reduce((total, pid) => total + memoryOf(pid), 0)
  return memory > limits.memory ? 'memory' : undefined
}

/** What programs say when the kernel has refused them something. */
const complaints: readonly (readonly [LimitName, RegExp])[] = [
  ['memory', /MemoryError|OutOfMemoryError|bad_alloc|heap out of memory|Cannot allocate memory/],
  ['file', /File too large|EFBIG/],
  ['disk', /No space left on device|ENOSPC/],
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
  if (exit && exit.status !== 0) {
    const words = new TextDecoder().decode(program.stderr.bytes)
    const complaint = complaints.find(([, pattern]) => pattern.test(words))
    if (complaint) return hit(complaint[0])
  }
  if (!hasProc) return undefined
  // One is left for the next one to be refused.
  const full = program.processes().some((pid) => descriptorsOf(pid) >= limits.descriptors - 1)
  if (full) return hit('descriptors')
  return hasOwnInit(place) && statfsSync(place.runFolder).bavail === 0 ? hit('disk') : undefined
}
