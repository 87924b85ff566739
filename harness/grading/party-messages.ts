import type { Certainty } from '../silence/listening.ts'

/** How much a program is like a protocol, 0 to 1. */
export interface Likeness {
  readonly spec: string
  readonly likeness: number
}

/** What a program of a pair is told: what its partner does, and its user. Bytes are in base64. */
export type ToParty =
  /** It is started anew, and the conversation begins. */
  | { readonly kind: 'begin'; readonly terminal: boolean }
  /** A client has come to the server. */
  | { readonly kind: 'connect' }
  /** `paced`: only once the program has done what it had to about the segment before. */
  | { readonly kind: 'bytes'; readonly bytes: string; readonly paced: boolean }
  | { readonly kind: 'fin' | 'rst' }
  | { readonly kind: 'type'; readonly bytes: string }
  /** So many of its bytes have reached its partner's kernel. */
  | { readonly kind: 'took'; readonly count: number }

/** What happens on the side of a program of a pair. */
export type FromParty =
  | { readonly kind: 'started'; readonly command: string }
  | { readonly kind: 'connected'; readonly address: string; readonly port: number }
  /** Nobody has accepted the client. */
  | { readonly kind: 'refused'; readonly address: string; readonly port: number }
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'fin' | 'rst' }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly bytes: string }
  | { readonly kind: 'exit'; readonly status: number | null; readonly signal: string | null }
  /** It was stopped for having used too much. */
  | { readonly kind: 'limit'; readonly limit: string; readonly allowed: number }
  | { readonly kind: 'took'; readonly count: number }
  /** It goes no further by itself; `told`: how many messages it had been told by then. */
  | { readonly kind: 'silent'; readonly told: number; readonly certainty: Certainty }
  /** The program can't be started any more. */
  | { readonly kind: 'failed'; readonly why: string }
