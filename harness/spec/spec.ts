import type { ClientObservation, Observation } from './observation.ts'
import type { Scene } from './stage.ts'
import type { Talk } from './talk.ts'
import type { Words } from './words.ts'

/** `core` is the assignment; `beyond` is what a program needs on a real network. */
export const tiers = ['core', 'beyond'] as const

export type Tier = (typeof tiers)[number]

/**
 * A check that must have passed before; one that must at least have got an answer, in any words; or one
 * that must not have got a wrong answer, though it may have got none.
 */
export type Need<Key extends string = string> =
  | Key
  | { readonly answerIn: Key }
  | { readonly notWrongIn: Key }

/** The key of the check that is needed. */
export function keyOf<Key extends string>(need: Need<Key>): Key {
  if (typeof need === 'string') return need
  return 'answerIn' in need ? need.answerIn : need.notWrongIn
}

/** The same need of another check. */
function needOf(key: string, like: Need): Need {
  if (typeof like === 'string') return key
  return 'answerIn' in like ? { answerIn: key } : { notWrongIn: key }
}

/** One rule of a protocol, and how it is tried. */
export interface Check<Key extends string = string> {
  readonly tier: Tier
  /** What it is worth: within the core of a spec all points add up to 100. */
  readonly points: number
  /** What must be so, in a sentence. */
  readonly rule: Words
  /** Why it matters outside the classroom. */
  readonly why: Words
  /** What usually is the matter where the rule is broken, and what to do. */
  readonly hint: Words
  readonly needs?: readonly Need<Key>[]
  /** A server that does what is asked ends in the course of it, and the next check needs one of its own. */
  readonly ends?: boolean
  /** Students are told that it is there, and not what it is about; a spec itself hides nothing. */
  readonly hidden?: boolean
  /** An instructor wants it played only where another check needs it, and nowhere shown. */
  readonly dropped?: boolean
  readonly play: Talk<object> | Scene
}

/** Which end of a conversation a program is. */
export const roles = ['server', 'client'] as const

export type Role = (typeof roles)[number]

/** One end of a protocol, and all that a grade on it establishes. */
interface EitherSpec {
  readonly id: string
  /** The port that the lesson's own program uses. */
  readonly port: number
  readonly title: Words
  /** The assignment as it is given to students. */
  readonly task: Words
  /** What the server says is never the same twice, so that by hand one has to type the answers. */
  readonly unforeseeable?: boolean
  /** A conversation as it should go, for hand-outs. */
  readonly example: Talk<object>
  /** The checks under the second half of their ids, in the order in which they are played. */
  readonly checks: Readonly<Record<string, Check>>
}

export interface ServerSpec extends EitherSpec {
  readonly role: 'server'
  /** How long a server that does what is asked serves: one client, or one after another. */
  readonly serves: 'once' | 'sequential'
  /** How much a program's behaviour is like this protocol: 0 not at all, 1 exactly. */
  readonly resembles: (observed: Observation) => number
}

/** A client is started afresh for each check, and all its checks are dialogues. */
export interface ClientSpec extends EitherSpec {
  readonly role: 'client'
  /** How much a program's behaviour is like this protocol: 0 not at all, 1 exactly. */
  readonly resembles: (observed: ClientObservation) => number
}

export type Spec = ServerSpec | ClientSpec

type Stated<Kind extends Spec, Key extends string> = Omit<Kind, 'role' | 'checks'> & {
  readonly checks: Readonly<Record<Key, Check<NoInfer<Key>>>>
}

/** States what a server is graded on; a prerequisite that names no check of it does not compile. */
export function defineSpec<Key extends string>(spec: Stated<ServerSpec, Key>): ServerSpec {
  return { ...spec, role: 'server' }
}

/** States what a client is graded on, in the same way. */
export function defineClientSpec<Key extends string>(spec: Stated<ClientSpec, Key>): ClientSpec {
  return { ...spec, role: 'client' }
}

/** A check with its id, `spec/check`, and what it needs as ids. */
export interface NamedCheck extends Check {
  readonly id: string
}

/** The checks of a spec in order, under their full ids. */
export function checksOf(spec: Spec): NamedCheck[] {
  return Object.entries(spec.checks).map(([key, check]) => ({
    ...check,
    id: `${spec.id}/${key}`,
    needs: (check.needs ?? []).map((need) => needOf(`${spec.id}/${keyOf(need)}`, need)),
  }))
}

/** The points that the checks of a tier are worth together. */
export function pointsOf(checks: readonly Pick<Check, 'tier' | 'points'>[], tier: Tier): number {
  return checks.filter((check) => check.tier === tier).reduce((sum, check) => sum + check.points, 0)
}
