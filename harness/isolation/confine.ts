import {
  chmodSync,
  existsSync,
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
import type { Identity } from './modes.ts'
import { hasOwnInit, type Place } from './place.ts'

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
  if (!hasOwnInit(place)) {
    return ['perl', '-e', closing, kernelLimits(limits, countedWith(place.identity)), String(kept)]
  }
  const bubblewrap = place.sandbox === 'bubblewrap'
  return [
    ...(bubblewrap ? bubblewrapWords(place, tmpOf(place, network)) : []),
    ...['perl', '-e', programInit, ...confinement(place, limits, { kept, network })],
  ]
}

/** What `begins` has to know of a program that is to be kept apart, see init.ts. */
export function confinement(
  place: Place,
  limits: ResourceLimits,
  { kept, network }: Confinement,
): string[] {
  const bubblewrap = place.sandbox === 'bubblewrap'
  const shown = shownInTmp(place)
  return [
    bubblewrap ? '' : 'apart',
    network === ownNetwork ? '' : String(network.pid),
    ...(bubblewrap ? ['', ''] : [tmpOf(place, network), String(limits.disk)]),
    identityWord(place.identity),
    kernelLimits(limits, countedWith(place.identity)),
    ...[String(kept), String(1 + shown.length), place.runFolder, ...shown],
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

function identityWord(identity: Identity | undefined): string {
  if (!identity) return ''
  return identity.kind === 'stripped'
    ? identity.kind
    : [identity.kind, identity.uid, identity.gid].join(':')
}
