import type { Program } from '../program/program.ts'
import type { Happening } from '../wire/transcript.ts'

/** A program that has begun, and is to be taken as the one under test before anything of it is told. */
export class Ahead {
  readonly program: Program
  readonly #kept: Happening[] = []
  #tell: ((happening: Happening) => void) | undefined

  constructor(start: (note: (happening: Happening) => void) => Program) {
    this.program = start((happening) => {
      if (this.#tell) this.#tell(happening)
      else this.#kept.push(happening)
    })
  }

  /** What it has done is told now, and whatever it does from now on. */
  isTaken(tell: (happening: Happening) => void): void {
    this.#tell = tell
    this.#kept.splice(0).forEach(tell)
  }
}
