import type { Role } from '../report/schema.ts'

/** What is said of a server and a client that talk to each other. */
export interface PairMessages {
  /** The heading: a protocol and the two programs. */
  readonly title: (protocol: string, server: string, client: string) => string
  readonly parties: Readonly<Record<Role, string>>
  readonly recognised: string
  readonly kept: string
  readonly broken: Readonly<Record<Role, string>>
  readonly unusable: Readonly<Record<Role, string>>
  /** Each waits for the other; whose turn it was. */
  readonly deadlock: Readonly<Record<Role, string>>
  readonly errored: (reason: string) => string
  readonly gradersFault: string
  /** Said of bytes that were not passed on as they came. */
  readonly delivery: Readonly<Record<'bytes' | 'random' | 'joined', string>>
  /** Said beside a broken protocol where the bytes had been cut or run together. */
  readonly harder: string
  readonly printed: Readonly<Record<Role, string>>
  readonly exits: (role: Role, status: number | null, signal: string | null) => string
}
