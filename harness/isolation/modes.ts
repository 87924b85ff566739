import { spareNetworks } from '../kernel/network.ts'
import { isInstalled } from '../kernel/path.ts'
import { knowsCalls } from './calls.ts'
import { forkedStarts } from './fork-server.ts'
import { worldInit } from './init.ts'
import type { ResourceLimits } from './limits.ts'

/** How a worker is kept apart from the rest of the machine. */
export const isolations = ['namespaces', 'none'] as const

export type Isolation = (typeof isolations)[number]

/** Who a program is inside: see user_namespaces(7) and capabilities(7). */
export type Identity =
  /** The person who grades, by a user namespace of the program's own, in which nothing is allowed. */
  | { readonly kind: 'mapped'; readonly uid: number; readonly gid: number }
  /** Root, as the grader, but stripped of all capabilities. */
  | { readonly kind: 'stripped' }
  /** The person who grades, while the worker is root by sudo. */
  | { readonly kind: 'dropped'; readonly uid: number; readonly gid: number }

/** One way of starting a worker apart from everything else. */
export interface Mode {
  readonly isolation: Isolation
  /** What to put before the worker's command. */
  readonly prefix: readonly string[]
  /** Undefined where the program is whoever the grader is. */
  readonly identity: Identity | undefined
}

/** What the world of a worker is made for. */
export interface World {
  /** The run's own folder, absolute: the only place that can be written to. */
  readonly runFolder: string
  readonly limits: ResourceLimits
  /** A folder that the worker may write to as well, for measurements of the grader itself. */
  readonly writable: string | undefined
  /** The worker's environment, which sudo would not pass on. */
  readonly environment: Readonly<Record<string, string>>
}

const none: Mode = { isolation: 'none', prefix: [], identity: undefined }

/** The ways to try, the best first; where any will do, the last one always works. */
export function modesFor(wanted: 'auto' | Isolation, world: World): readonly Mode[] {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  if (wanted === 'none' || !knowsCalls) return [none]
  const namespaces: Mode[] =
    uid === 0
      ? [{ isolation: 'namespaces', prefix: apart(false, world), identity: { kind: 'stripped' } }]
      : [
          {
            isolation: 'namespaces',
            prefix: apart(true, world),
            identity: { kind: 'mapped', uid, gid },
          },
          ...(isInstalled('sudo')
            ? [
                {
                  isolation: 'namespaces',
                  prefix: [...sudo(world), ...apart(false, world)],
                  identity: { kind: 'dropped', uid, gid },
                } as const,
              ]
            : []),
        ]
  return wanted === 'namespaces' ? namespaces : [...namespaces, none]
}

/** @param user whether it takes a user namespace to be allowed to */
function apart(user: boolean, { runFolder, limits, writable }: World): string[] {
  // Programs that are started ahead have theirs besides.
  const processes = limits.processes * (1 + spareNetworks.count)
  return [
    ...['perl', '-e', worldInit, user ? 'user' : ''],
    ...[spareNetworks.count, spareNetworks.sockets, forkedStarts].map(String),
    ...[runFolder, String(limits.disk), String(processes), writable ?? ''],
  ]
}

/** Without a question: where sudo would ask for a password, it fails. */
function sudo({ environment }: World): string[] {
  return [
    'sudo',
    '-n',
    'env',
    ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  ]
}
