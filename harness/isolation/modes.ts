import { isInstalled } from '../kernel/path.ts'
import { worldInit } from './init.ts'
import type { ResourceLimits } from './limits.ts'

/** How a worker is kept apart from the rest of the machine. */
export const isolations = ['namespaces', 'none'] as const

export type Isolation = (typeof isolations)[number]

/** Who a program is inside: see user_namespaces(7) and setpriv(1). */
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
  if (wanted === 'none' || process.platform !== 'linux') return [none]
  const namespaces: Mode[] =
    uid === 0
      ? [{ isolation: 'namespaces', prefix: apart([], world), identity: { kind: 'stripped' } }]
      : [
          {
            isolation: 'namespaces',
            prefix: apart(['--user', '--map-root-user'], world),
            identity: { kind: 'mapped', uid, gid },
          },
          ...(isInstalled('sudo')
            ? [
                {
                  isolation: 'namespaces',
                  prefix: [...sudo(world), ...apart([], world)],
                  identity: { kind: 'dropped', uid, gid },
                } as const,
              ]
            : []),
        ]
  return wanted === 'namespaces' ? namespaces : [...namespaces, none]
}

/** Whoever starts this takes all of it along when he dies, however he dies; see setpriv(1). */
function apart(user: readonly string[], { runFolder, limits, writable }: World): string[] {
  const kinds = ['--net', '--pid', '--mount', '--ipc', '--fork', '--kill-child', '--mount-proc']
  const sizes = [String(limits.disk), String(limits.processes)]
  const unshare = String(unshareCalls[process.arch] ?? 0)
  return [
    ...['setpriv', '--pdeathsig', 'KILL'],
    ...['unshare', ...user, ...kinds],
    ...['perl', '-e', worldInit, runFolder, ...sizes, writable ?? '', unshare],
  ]
}

/** The number of unshare(2), where it is known; see syscall(2) and include/uapi/asm-generic/unistd.h. */
const unshareCalls: Readonly<Partial<Record<NodeJS.Architecture, number>>> = {
  x64: 272,
  arm64: 97,
  riscv64: 97,
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
