import type { Party } from './party.ts'
import type { ToParty } from './party-messages.ts'

/** Keeps what a program of a pair is told until it is ready to take it. */
export class Seat {
  #party: Party | undefined
  readonly #waiting: ToParty[] = []

  take(told: ToParty): void {
    if (this.#party) this.#party.take(told)
    else this.#waiting.push(told)
  }

  sit(party: Party): void {
    this.#party = party
    for (const told of this.#waiting.splice(0)) party.take(told)
  }
}
