/** What a program may use only so much of: bytes, ms, or a count. */
export type Limit =
  | 'memory'
  | 'processes'
  | 'cpu'
  | 'output'
  | 'file'
  | 'disk'
  | 'descriptors'
  | 'time'

/** What a program is at, as far as the calls that its threads are in tell. */
export type Doing =
  | 'receiving'
  | 'accepting'
  | 'polling'
  | 'reading-input'
  | 'sending'
  | 'waiting-for-process'
  | 'locked'
  | 'asleep'
  | 'computing'
  | 'reading-past-end'
  | 'reading-input-past-end'
  | 'spinning'
  | 'stopped'

/** Why a check failed: a code and the data that a sentence about it needs. */
export type Failure =
  /** Nothing came where something had to. `unlockedBy`: what made it speak after all, tried afterwards. */
  | {
      readonly code: 'silent'
      readonly expected?: Uint8Array
      readonly unlockedBy?: 'newline' | 'close'
      readonly doing?: Doing
    }
  | {
      readonly code: 'wrong-bytes'
      readonly expected?: Uint8Array
      readonly received: Uint8Array
    }
  /** Of a long text only a part came, which is too long to show. */
  | { readonly code: 'incomplete'; readonly due: number; readonly came: number }
  /** Bytes that nobody had asked for: before the client spoke, or besides what was due. */
  | {
      readonly code: 'unasked-bytes'
      readonly received: Uint8Array
      readonly when: 'before-the-client' | 'besides'
    }
  | {
      readonly code: 'closed-early'
      readonly expected?: Uint8Array
      readonly received?: Uint8Array
    }
  /** `unread`: the program closed while bytes that we had sent were waiting to be read. */
  | { readonly code: 'reset'; readonly unread: boolean }
  | { readonly code: 'stayed-open'; readonly doing?: Doing }
  | { readonly code: 'crashed'; readonly status: number | null; readonly signal: string | null }
  | { readonly code: 'bad-exit'; readonly status: number | null; readonly signal: string | null }
  /** It was stopped, or could not go on, because it had used up what it was allowed. */
  | { readonly code: 'limit'; readonly limit: Limit; readonly allowed: number }
  | { readonly code: 'kept-running'; readonly doing?: Doing }
  /** So many clients came and went, and so many more descriptors are open than before. */
  | { readonly code: 'descriptors-left'; readonly clients: number; readonly left: number }
  /** Nobody listened any longer, or a client waits to be accepted: with how many others, `waiting` tells. */
  | {
      readonly code: 'not-served'
      readonly ended: boolean
      readonly waiting?: number
      readonly doing?: Doing
    }
  | { readonly code: 'not-printed'; readonly expected: Uint8Array; readonly printed: Uint8Array }
  | { readonly code: 'no-problem'; readonly received: Uint8Array }
  | { readonly code: 'wrong-number'; readonly expected: number; readonly found: number | undefined }
  | { readonly code: 'went-on'; readonly received: Uint8Array }
  /** A client did not connect; `ended`: it has ended instead. */
  | { readonly code: 'never-connected'; readonly ended: boolean; readonly doing?: Doing }
  /** A client did what its server wrote, as if it were a part of its own program. */
  | { readonly code: 'obeyed'; readonly received: Uint8Array }
  /** A client whose server was gone ended as if all were well. */
  | { readonly code: 'unnoticed' }
  /** It ended with a stack trace instead of a message. */
  | { readonly code: 'stack-trace'; readonly printed: Uint8Array }
  /** It ended without telling its user anything. */
  | { readonly code: 'no-word' }
  /** It would have passed, but for `--strict`. */
  | { readonly code: 'not-strict' }
  | { readonly code: 'same-problems' }
  | { readonly code: 'same-words'; readonly words: string }

/** Thrown by whoever plays a check, to say that the program broke its rule. */
export class RuleBroken extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`the rule was broken: ${failure.code}`)
    this.failure = failure
  }
}

/** Thrown where the grader itself can't judge: the verdict is `errored`, and costs nobody a point. */
export class CannotJudge extends Error {}

/** An answer came, though not the right one: what needs any answer at all can still be judged. */
export function cameInSomeForm(failure: Failure): boolean {
  return ['wrong-bytes', 'incomplete', 'unasked-bytes', 'not-strict', 'wrong-number'].includes(
    failure.code,
  )
}
