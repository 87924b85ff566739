import type { Delivery } from './delivery.ts'
import { type Pattern, patternOf, type Says } from './pattern.ts'
import { shown } from './printed.ts'

/** What a turn of a dialogue says: fixed, or worked out from what was said before. */
export type Line<Bound extends object, Found extends object> =
  | Says<Found>
  | ((bound: Bound) => Says<Found>)

/** What a program shows on its standard output: words among others, or a form that they take. */
export type Shown<Bound extends object> = RegExp | Line<Bound, object>

type Resolve<Result> = (bound: object) => Result

/** One turn of a dialogue, as data. */
export type Step =
  | {
      readonly by: 'client'
      readonly does: 'says'
      readonly what: Resolve<Pattern>
      readonly delivery: Delivery
    }
  | {
      readonly by: 'client'
      readonly does: 'listens' | 'pauses' | 'finishes' | 'leaves' | 'resets'
    }
  | {
      readonly by: 'client'
      readonly does: 'prints' | 'never-says' | 'disobeys'
      readonly what: Resolve<Pattern>
    }
  | {
      readonly by: 'client'
      readonly does: 'stays' | 'adds-nothing' | 'ends' | 'ends-somehow' | 'gives-up'
    }
  | { readonly by: 'user'; readonly does: 'says'; readonly what: Resolve<Pattern> }
  | { readonly by: 'user'; readonly does: 'leaves' }
  | {
      readonly by: 'server'
      readonly does: 'says'
      readonly what: Resolve<Pattern>
      readonly delivery: Delivery
    }
  | { readonly by: 'server'; readonly does: 'may-say'; readonly what: Resolve<Pattern> }
  | { readonly by: 'server'; readonly does: 'waits' | 'stays' | 'closes' | 'ends' }
  | { readonly by: 'server'; readonly does: 'pauses' | 'resets' }
  | { readonly by: 'server'; readonly does: 'adds-nothing' }
  | { readonly by: 'server'; readonly does: 'prints'; readonly what: Resolve<Pattern> }
  | { readonly by: 'server'; readonly does: 'ends-or-serves'; readonly next: Talk<object> }
  | { readonly by: 'client'; readonly does: 'connects'; readonly over: 'any' | 'ipv6' }
  | { readonly by: 'client'; readonly does: 'finds-nobody' }

export interface ClientVoice<Bound extends object> {
  /** The client sends this, in one segment unless a delivery says otherwise. */
  <Found extends object>(line: Line<Bound, Found>, delivery?: Delivery): Talk<Bound & Found>
  /** The client lets the server say what it will: whether it may is another check's rule. */
  listens(): Talk<Bound>
  /** The client is silent for long enough to show. */
  pauses(): Talk<Bound>
  /** The client closes its sending side and goes on listening. */
  finishes(): Talk<Bound>
  /** The client has read all and closes in an orderly way. */
  leaves(): Talk<Bound>
  /** The client breaks the connection off with a reset. */
  resets(): Talk<Bound>
  /** The client keeps the connection open, whatever it says. */
  stays(): Talk<Bound>
  /** Nothing further comes from the client on this connection. */
  addsNothing(): Talk<Bound>
  /** The client does not send this. */
  neverSays<Found extends object>(line: Line<Bound, Found>): Talk<Bound>
  /** Nor this, which only somebody could know who has run what the server sent. */
  disobeys<Found extends object>(line: Line<Bound, Found>): Talk<Bound>
  /** The client shows this on its standard output, in time or at its end. */
  prints(line: Shown<Bound>): Talk<Bound>
  /** The client's process ends with status 0. */
  ends(): Talk<Bound>
  /** The client's process ends, with any status. */
  endsSomehow(): Talk<Bound>
  /** The client tells its user in plain words that something is wrong, and ends with another status than 0. */
  givesUp(): Talk<Bound>
}

/** The person at the client's keyboard. */
export interface UserVoice<Bound extends object> {
  /** The user types this line. */
  <Found extends object>(line: Line<Bound, Found>): Talk<Bound & Found>
  /** The user has nothing more to type: the client's standard input ends. */
  leaves(): Talk<Bound>
}

export interface ServerVoice<Bound extends object> {
  /** The server sends this, in one segment unless a delivery says otherwise. */
  <Found extends object>(line: Line<Bound, Found>, delivery?: Delivery): Talk<Bound & Found>
  /** The server sends this, or nothing: whether it must is another check's rule. */
  maySay<Found extends object>(line: Line<Bound, Found>): Talk<Bound & Partial<Found>>
  /** The server says nothing, and does not close, before the client speaks again. */
  waits(): Talk<Bound>
  /** The server keeps the connection open, whatever it says. */
  stays(): Talk<Bound>
  /** The server closes the connection in an orderly way. */
  closes(): Talk<Bound>
  /** The server is silent for long enough to show. */
  pauses(): Talk<Bound>
  /** The server breaks the connection off with a reset. */
  resets(): Talk<Bound>
  /** Nothing further comes from the server on this connection. */
  addsNothing(): Talk<Bound>
  /** The server shows this on its standard output. */
  prints<Found extends object>(line: Line<Bound, Found>): Talk<Bound>
  /** The server's process ends with status 0. */
  ends(): Talk<Bound>
  /** The server's process ends with status 0, or the server serves the next client, as `next` says. */
  endsOrServes(next: Talk<object>): Talk<Bound>
}

/**
 * A conversation between a client and a server, and the user of the client, written as it is spoken.
 * Whichever of client and server is a student's program is listened to; the others are played.
 */
export interface Talk<Bound extends object> {
  readonly steps: readonly Step[]
  readonly user: UserVoice<Bound>
  readonly client: ClientVoice<Bound>
  readonly server: ServerVoice<Bound>
  /** From here on it is another client, newly connected, that speaks. */
  nextClient(): Talk<Bound>
}

/** An empty conversation: the client has connected, nobody has spoken. */
export function talk({ over = 'any' }: { readonly over?: 'any' | 'ipv6' } = {}): Talk<object> {
  return talkOf([{ by: 'client', does: 'connects', over }])
}

/** A client that looks for a server where nobody listens. */
export function talkToNobody(): Talk<object> {
  return talkOf([{ by: 'client', does: 'finds-nobody' }])
}

/** The same conversation, but its client does not leave at the end. */
export function staying<Bound extends object>(conversation: Talk<Bound>): Talk<Bound> {
  return talkOf(conversation.steps.filter(({ does }) => does !== 'leaves'))
}

/** One conversation and then, between the same two, another that refers to what was said in it. */
export function followed<Bound extends object>(
  first: Talk<Bound>,
  ...others: readonly Talk<object>[]
): Talk<Bound> {
  const steps = others.flatMap((other) => other.steps.filter(({ does }) => does !== 'connects'))
  return talkOf([...first.steps, ...steps])
}

/** The same turns several times over, for `count` rounds that are numbered from 1. */
export function rounds<Bound extends object>(
  count: number,
  start: Talk<Bound>,
  round: (soFar: Talk<Bound>, number: number) => Talk<Bound>,
): Talk<Bound> {
  return Array.from({ length: count }, (_, index) => index + 1).reduce(round, start)
}

function talkOf<Bound extends object>(steps: readonly Step[]): Talk<Bound> {
  const and = <Next extends Bound = Bound>(step: Step): Talk<Next> => talkOf([...steps, step])
  const resolved =
    <Found extends object>(line: Line<Bound, Found>): Resolve<Says<Found>> =>
    (bound) =>
      typeof line === 'function' ? line(bound as Bound) : line
  const pattern =
    <Found extends object>(line: Line<Bound, Found>): Resolve<Pattern> =>
    (bound) =>
      patternOf(resolved(line)(bound))
  return {
    steps,
    user: Object.assign(
      <Found extends object>(line: Line<Bound, Found>) =>
        and<Bound & Found>({ by: 'user', does: 'says', what: pattern(line) }),
      { leaves: () => and({ by: 'user', does: 'leaves' }) },
    ),
    client: Object.assign(
      <Found extends object>(line: Line<Bound, Found>, delivery: Delivery = 'whole') =>
        and<Bound & Found>({ by: 'client', does: 'says', what: pattern(line), delivery }),
      {
        listens: () => and({ by: 'client', does: 'listens' }),
        pauses: () => and({ by: 'client', does: 'pauses' }),
        finishes: () => and({ by: 'client', does: 'finishes' }),
        leaves: () => and({ by: 'client', does: 'leaves' }),
        resets: () => and({ by: 'client', does: 'resets' }),
        stays: () => and({ by: 'client', does: 'stays' }),
        addsNothing: () => and({ by: 'client', does: 'adds-nothing' }),
        neverSays: <Found extends object>(line: Line<Bound, Found>) =>
          and({ by: 'client', does: 'never-says', what: pattern(line) }),
        disobeys: <Found extends object>(line: Line<Bound, Found>) =>
          and({ by: 'client', does: 'disobeys', what: pattern(line) }),
        prints: (line: Shown<Bound>) =>
          and({
            by: 'client',
            does: 'prints',
            what: (bound) => shown(line instanceof RegExp ? line : resolved(line)(bound)),
          }),
        ends: () => and({ by: 'client', does: 'ends' }),
        endsSomehow: () => and({ by: 'client', does: 'ends-somehow' }),
        givesUp: () => and({ by: 'client', does: 'gives-up' }),
      },
    ),
    server: Object.assign(
      <Found extends object>(line: Line<Bound, Found>, delivery: Delivery = 'whole') =>
        and<Bound & Found>({ by: 'server', does: 'says', what: pattern(line), delivery }),
      {
        maySay: <Found extends object>(line: Line<Bound, Found>) =>
          and<Bound & Partial<Found>>({ by: 'server', does: 'may-say', what: pattern(line) }),
        waits: () => and({ by: 'server', does: 'waits' }),
        stays: () => and({ by: 'server', does: 'stays' }),
        closes: () => and({ by: 'server', does: 'closes' }),
        pauses: () => and({ by: 'server', does: 'pauses' }),
        resets: () => and({ by: 'server', does: 'resets' }),
        addsNothing: () => and({ by: 'server', does: 'adds-nothing' }),
        prints: <Found extends object>(line: Line<Bound, Found>) =>
          and({ by: 'server', does: 'prints', what: pattern(line) }),
        ends: () => and({ by: 'server', does: 'ends' }),
        endsOrServes: (next: Talk<object>) => and({ by: 'server', does: 'ends-or-serves', next }),
      },
    ),
    nextClient: () => and({ by: 'client', does: 'connects', over: 'any' }),
  }
}
