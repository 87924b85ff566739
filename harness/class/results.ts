import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWhole } from '../files/write-whole.ts'
import { reportSchema } from '../report/schema.ts'

/** The result of one submission, as it is kept for the next run. */
export const resultSchema = v.strictObject({
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
export class Results<Kept> {
  readonly #folder: string
  readonly #schema: v.GenericSchema<unknown, Kept>

  /** @param folder it is made with the first result */
  constructor(folder: string, schema: v.GenericSchema<unknown, Kept>) {
    this.#folder = folder
    this.#schema = schema
  }

  /** The result of a submission, or of a pair; undefined where there is none, or none that this grader can read. */
  of(id: string): Kept | undefined {
    try {
      const { success, output } = v.safeParse(
        this.#schema,
        JSON.parse(readFileSync(this.#file(id), 'utf8')),
      )
      return success ? output : undefined
    } catch {
      return undefined
    }
  }

  keep(id: string, result: Kept): void {
    writeWhole(this.#file(id), `${JSON.stringify(result)}\n`)
  }

  forget(id: string): void {
    rmSync(this.#file(id), { force: true })
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`)
  }
}
