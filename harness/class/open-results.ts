import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../files/write-whole.ts'
import { resultsMark } from '../intake/find.ts'
import { tryLock } from '../isolation/lock.ts'
import { type PairResult, pairResultSchema } from './pair-class.ts'
import { type Result, Results, resultSchema } from './results.ts'

/** A folder of results that nobody else is writing to. */
export interface OpenedResults {
  readonly results: Results<Result>
  readonly pairs: Results<PairResult>
  /** What the class's random data are made from: the same in every run that goes on with this folder. */
  readonly seed: number
  readonly close: () => void
}

/**
 * Opens the folder in which a class's results lie, or are to lie.
 * @param seed the one that was asked for
 * @param anySeed for a folder that has none yet
 * @returns undefined while another run is at work on it
 * @throws Error of the system where it can't be made
 */
export async function openResults(
  folder: string,
  seed: number | undefined,
  anySeed: number,
): Promise<OpenedResults | undefined> {
  mkdirSync(folder, { recursive: true })
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const lock = await tryLock(`class-${name}`)
  if (!lock) return undefined
  const mark = join(folder, resultsMark)
  const chosen = seed ?? seedIn(mark) ?? anySeed
  writeWhole(mark, `${chosen}\n`)
  const kept = join(folder, '.kept')
  return {
    results: new Results(kept, resultSchema),
    pairs: new Results(join(kept, 'pairs'), pairResultSchema),
    seed: chosen,
    close: lock.release,
  }
}

function seedIn(mark: string): number | undefined {
  try {
    const seed = Number.parseInt(readFileSync(mark, 'utf8'), 10)
    return Number.isSafeInteger(seed) ? seed : undefined
  } catch {
    return undefined
  }
}
