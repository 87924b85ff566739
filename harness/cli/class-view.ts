import type { Messages } from '../feedback/messages.ts'
import { safe } from '../formats/safe.ts'
import { clipped } from '../formats/terminal/layout.ts'
import type { FoundSubmission } from '../intake/found.ts'
import type { Standing } from '../report/standing.ts'
import { coloursOn } from './where.ts'

/** How one submission came out, as far as a line about it tells. */
export interface Line {
  readonly standing: Standing
  readonly score: number
  readonly maxScore: number
  /** Taken over from an earlier run. */
  readonly reused: boolean
}

/**
 * What a person sees of a run over a class: a line for each submission that is done, and, on a terminal,
 * what is at work and how long it may take yet.
 */
export class ClassView {
  readonly #stream: NodeJS.WriteStream
  readonly #say: Messages
  readonly #total: number
  readonly #start = performance.now()
  readonly #working = new Map<FoundSubmission, string>()
  #done = 0
  #reused = 0
  #failed = 0
  /** How many lines are there that only tell how it goes on. */
  #drawn = 0

  constructor(stream: NodeJS.WriteStream, say: Messages, total: number) {
    this.#stream = stream
    this.#say = say
    this.#total = total
  }

  /** How many were taken over from an earlier run. */
  get reused(): number {
    return this.#reused
  }

  /** One is at work; `doing` is the check that it is at, say. */
  working(submission: FoundSubmission, doing: string): void {
    this.#working.set(submission, doing)
    this.#draw()
  }

  finished(submission: FoundSubmission, line: Line): void {
    this.#working.delete(submission)
    this.#done++
    if (line.reused) this.#reused++
    if (line.standing !== 'passed') this.#failed++
    this.#erase()
    const { done } = this.#say.class
    const text = done(this.#done, this.#total, safe(submission.title), this.#outcome(line))
    this.#stream.write(`${text}\n`)
    this.#draw()
  }

  /** Takes away what only told how it goes on. */
  end(): void {
    this.#erase()
  }

  #outcome({ standing, score, maxScore, reused }: Line): string {
    const { class: say } = this.#say
    const outcome =
      standing === 'unusable'
        ? say.outcomes.unusable
        : standing === 'not-judged'
          ? say.outcomes.errored
          : say.points(score, maxScore)
    return reused ? `${outcome} (${say.reused})` : outcome
  }

  /** The state in a line, and below it a line for each that is at work. */
  #draw(): void {
    if (!coloursOn(this.#stream) || this.#working.size === 0) return
    this.#erase()
    const lines = [
      this.#say.class.running(this.#done, this.#total, this.#failed, this.#minutesLeft()),
      ...[...this.#working].map(([{ title }, doing]) => `  ${safe(title)}  ${doing}`),
    ]
    const width = (this.#stream.columns ?? 80) - 1
    this.#stream.write(lines.map((line) => `${clipped(line, width)}\n`).join(''))
    this.#drawn = lines.length
  }

  /** By those that were graded in this run; nothing before the first. */
  #minutesLeft(): number | undefined {
    const graded = this.#done - this.#reused
    if (graded === 0) return undefined
    return ((performance.now() - this.#start) / graded / 60_000) * (this.#total - this.#done)
  }

  #erase(): void {
    // Up by as many lines, and clear what is below: see console_codes(4).
    if (this.#drawn > 0) this.#stream.write(`\x1b[${this.#drawn}A\x1b[J`)
    this.#drawn = 0
  }
}
