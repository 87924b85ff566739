import type { Network } from '../kernel/network.ts'
import type { ForkServer } from './fork-server.ts'
import type { Identity, Isolation } from './modes.ts'

/** What hides the disk from a program. */
export const sandboxes = ['bubblewrap', 'none'] as const

export type Sandbox = (typeof sandboxes)[number]

/** Where a program is started, and as whom. */
export interface Place {
  readonly isolation: Isolation
  readonly sandbox: Sandbox
  readonly identity: Identity | undefined
  /** Networks besides the worker's own, each for one program at a time. */
  readonly networks: readonly Network[]
  /** By what programs are started sooner than by a command; undefined where a sandbox has to start them. */
  readonly forkServer: ForkServer | undefined
  /** The run's own folder, absolute. */
  readonly runFolder: string
  /** Folders that only those may see who are not graded: other submissions, the grader. */
  readonly hidden: readonly string[]
  /** What has to be seen all the same, although it lies in one of those. */
  readonly shown: readonly string[]
}

/** Folders that belong to the system: everything needs them, and nobody's work lies there. */
export const ofTheSystem = /^\/(usr|bin|sbin|lib\w*|etc|dev|proc|sys)?(\/|$)/

/** Whether what keeps a program apart can be made before it is known that it will be needed. */
export function canStandReady(place: Place): boolean {
  // Bubblewrap binds the files that are there when it is started.
  return hasOwnInit(place) && place.sandbox === 'none'
}

/** Whether a program has a PID namespace of its own, whose first process tells how it ended. */
export function hasOwnInit({ isolation }: Place): boolean {
  return isolation === 'namespaces'
}
