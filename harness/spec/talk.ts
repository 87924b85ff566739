import type { Delivery } from './delivery.ts'
import { type Pattern, patternOf, type Says } from './pattern.ts'

/** What a turn of a dialogue says: fixed, or worked out from what was said before. */
export type Line<Bound extends object, Found extends object> =
  | Says<Found>
  | ((bound: Bound) => Says<Found>)

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
  | { readonly by: 'server'; readonly does: 'says' | 'may-say'; readonly what: Resolve<Pattern> }
  | { readonly by: 'server'; readonly does: 'waits' | 'stays' | 'closes' | 'ends' }
  | { readonly by: 'server'; readonly does: 'adds-nothing' }
  | { readonly by: 'server'; readonly does: 'prints'; readonly what: Resolve<Pattern> }
  | { readonly by: 'server'; readonly does: 'ends-or-serves'; readonly next: Talk<object> }
  | { readonly by: 'client'; readonly does: 'connects'; readonly over: 'any' | 'ipv6' }

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
}

export interface ServerVoice<Bound extends object> {
  /** The server sends this. */
  <Found extends object>(line: Line<Bound, Found>): Talk<Bound & Found>
  /** The server sends this, or nothing: whether it must is another check's rule. */
  maySay<Found extends object>(line: Line<Bound, Found>): Talk<Bound & Partial<Found>>
  /** The server says nothing, and does not close, before the client speaks again. */
  waits(): Talk<Bound>
  /** The server keeps the connection open, whatever it says. */
  stays(): Talk<Bound>
  /** The server closes the connection in an orderly way. */
  closes(): Talk<Bound>
  /** Nothing further comes from the server on this connection. */
  addsNothing(): Talk<Bound>
  /** The server shows this on its standard output. */
  prints<Found extends object>(line: Line<Bound, Found>): Talk<Bound>
  /** The server's process ends with status 0. */
  ends(): Talk<Bound>
  /** The server's process ends with status 0, or the server serves the next client, as `next` says. */
  endsOrServes(next: Talk<object>): Talk<Bound>
}

/** A conversation between a client and a server, written as it is spoken. */
export interface Talk<Bound extends object> {
  readonly steps: readonly Step[]
  readonly client: ClientVoice<Bound>
  readonly server: ServerVoice<Bound>
  /** From here on it is another client, newly connected, that speaks. */
  nextClient(): Talk<Bound>
}

/** An empty conversation: the client has connected, nobody has spoken. */
export function talk({ over = 'any' }: { readonly over?: 'any' | 'ipv6' } = {}): Talk<object> {
  return talkOf([{ by: 'client', does: 'connects', over }])
}

/** The same conversation, but its client does not leave at the end. */
export function staying<Bound extends object>(conversation: Talk<Bound>): Talk<Bound> {
  return talkOf(conversation.steps.filter(({ does }) => does !== 'leaves'))
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
  const pattern =
    <Found extends object>(line: Line<Bound, Found>): Resolve<Pattern> =>
    (bound) =>
      patternOf(typeof line === 'function' ? line(bound as Bound) : line)
  return {
    steps,
    client: Object.assign(
      <Found extends object>(line: Line<Bound, Found>, delivery: Delivery = 'whole') =>
        and<Bound & Found>({ by: 'client', does: 'says', what: pattern(line), delivery }),
      {
        listens: () => and({ by: 'client', does: 'listens' }),
        pauses: () => and({ by: 'client', does: 'pauses' }),
        finishes: () => and({ by: 'client', does: 'finishes' }),
        leaves: () => and({ by: 'client', does: 'leaves' }),
        resets: () => and({ by: 'client', does: 'resets' }),
      },
    ),
    server: Object.assign(
      <Found extends object>(line: Line<Bound, Found>) =>
        and<Bound & Found>({ by: 'server', does: 'says', what: pattern(line) }),
      {
        maySay: <Found extends object>(line: Line<Bound, Found>) =>
          and<Bound & Partial<Found>>({ by: 'server', does: 'may-say', what: pattern(line) }),
        waits: () => and({ by: 'server', does: 'waits' }),
        stays: () => and({ by: 'server', does: 'stays' }),
        closes: () => and({ by: 'server', does: 'closes' }),
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
