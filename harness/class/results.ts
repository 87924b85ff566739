import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWhole } from '../files/write-whole.ts'
import { reportSchema } from '../report/schema.ts'

/** The result of one submission, as it is kept for the next run. */
const resultSchema = v.strictObject({
  /** Of all that the result depends on. */
  fingerprint: v.string(),
  /** How long it took, ms. */
  milliseconds: v.number(),
  report: v.optional(reportSchema),
  /** Why there is no report: what the grader itself said when it failed. */
  failure: v.optional(v.string()),
})

export type Result = v.InferOutput<typeof resultSchema>

/** Results on disk, a file each, which is there whole or not at all. */
export class Results {
  readonly #folder: string

  /** @param folder it is made with the first result */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** The result of a submission; undefined where there is none, or none that this grader can read. */
  of(id: string): Result | undefined {
    try {
      const { success, output } = v.safeParse(
        resultSchema,
        JSON.parse(readFileSync(this.#file(id), 'utf8')),
      )
      return success ? output : undefined
    } catch {
      return undefined
    }
  }

  keep(id: string, result: Result): void {
    writeWhole(this.#file(id), `${JSON.stringify(result)}\n`)
  }

  forget(id: string): void {
    rmSync(this.#file(id), { force: true })
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`)
  }
}
