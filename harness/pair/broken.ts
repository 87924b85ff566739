import { type Failure, RuleBroken } from '../spec/failure.ts'
import type { Party } from '../wire/transcript.ts'

/** Thrown where one of the two has broken the protocol. */
export class Broken extends RuleBroken {
  readonly by: Party
  /** Each waits for the other. */
  readonly deadlock: boolean

  constructor(by: Party, failure: Failure, deadlock = false) {
    super(failure)
    this.by = by
    this.deadlock = deadlock
  }
}
