import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Network, ownNetwork } from '../kernel/network.ts'
import { isInstalled } from '../kernel/path.ts'
import { threadsOfUser } from '../kernel/use.ts'
import { bubblewrapWords } from './bubblewrap.ts'
import { knowsCalls } from './calls.ts'
import { closing, programInit } from './init.ts'
import { kernelLimits, type ResourceLimits } from './limits.ts'
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

/**
 * The words before a command that keep it apart, and within its limits.
 * @param kept how many descriptors it is given: the three that every program has, and some of ours
 */
export function confining(
  place: Place,
  limits: ResourceLimits,
  { kept = 3, network = ownNetwork }: Partial<Confinement> = {},
): string[] {
  if (!knowsCalls || !isInstalled('perl')) return []
  const limiting = kernelLimits(limits, countedWith(place.identity))
  if (!hasOwnInit(place)) return ['perl', '-e', closing, limiting, String(kept)]
  const bubblewrap = place.sandbox === 'bubblewrap'
  const tmp = tmpOf(place, network)
  const shown = shownInTmp(place)
  return [
    ...(bubblewrap ? bubblewrapWords(place, tmp) : []),
    ...['perl', '-e', programInit, bubblewrap ? '' : 'apart'],
    network === ownNetwork ? '' : String(network.pid),
    ...(bubblewrap ? ['', ''] : [tmp, String(limits.disk)]),
    ...[identityWord(place.identity), limiting, String(kept)],
    ...[String(1 + shown.length), place.runFolder, ...shown],
  ]
}

/** What differs from program to program in one place. */
interface Confinement {
  readonly kept: number
  readonly network: Network
}

/**
 * How many processes and threads the kernel counts together with a program's own: those of the same
 * user, where a namespace doesn't make him another one; see getrlimit(2). Root isn't limited.
 */
function countedWith(identity: Identity | undefined): number | undefined {
  // From within its PID namespace, a worker can't see what its user does elsewhere.
  if (identity?.kind === 'dropped') return undefined
  return identity ? 0 : threadsOfUser(process.getuid?.() ?? 0)
}

/** What has to be seen although it lies in the real /tmp. */
function shownInTmp({ shown }: Place): string[] {
  return shown.filter((path) => path.startsWith('/tmp/'))
}

/** The folder that becomes a program's /tmp. */
const tmpOf = ({ runFolder }: Place, { name }: Network): string => join(runFolder, `tmp${name}`)

/**
 * Makes the folder that becomes the program's /tmp anew and empty, with a place in it for all that lies in the
 * real one and has to be seen. What an earlier start has left in shared memory goes, too.
 */
export function clearTmp(place: Place, network = ownNetwork): void {
  if (!hasOwnInit(place)) return
  const tmp = tmpOf(place, network)
  rmSync(tmp, { recursive: true, force: true })
  mkdirSync(tmp)
  chmodSync(tmp, 0o1777)
  if (place.runFolder.startsWith('/tmp/'))
    mkdirSync(inTmp(tmp, place.runFolder), { recursive: true })
  for (const path of shownInTmp(place)) {
    mkdirSync(dirname(inTmp(tmp, path)), { recursive: true })
    if (statSync(path).isDirectory()) mkdirSync(inTmp(tmp, path), { recursive: true })
    else writeFileSync(inTmp(tmp, path), '')
  }
  for (const name of existsSync(sharedMemory) ? readdirSync(sharedMemory) : []) {
    rmSync(join(sharedMemory, name), { recursive: true, force: true })
  }
}

const sharedMemory = '/dev/shm'

function inTmp(tmp: string, path: string): string {
  return join(tmp, relative('/tmp', path))
}

/** Who a program's folders have to belong to, where that isn't the worker itself. */
export type Owner = Readonly<Record<'uid' | 'gid', number>> | undefined

export function ownerOf(identity: Identity | undefined): Owner {
  return identity?.kind === 'dropped' ? identity : undefined
}

/** Gives a folder, with all that is in it, to the one who is to write there. */
export function giveTo(owner: Owner, folder: string): void {
  if (!owner) return
  chownSync(folder, owner.uid, owner.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(owner, path)
    else lchownSync(path, owner.uid, owner.gid)
  }
}

function identityWord(identity: Identity | undefined): string {
  if (!identity) return ''
  return identity.kind === 'stripped'
    ? identity.kind
    : [identity.kind, identity.uid, identity.gid].join(':')
}
