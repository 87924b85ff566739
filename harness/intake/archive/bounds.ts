/** How much an archive may unpack to. */
export interface Bounds {
  /** Files and folders. */
  readonly entries: number
  readonly bytes: number
  /** What a bad name costs: the whole archive, or the entry alone. */
  readonly badName: 'whole' | 'entry'
}

/** The archive of one student: a large project with all its packages fits in. */
export const boundsOfOne: Bounds = {
  entries: 20_000,
  bytes: 256 * 1024 * 1024,
  badName: 'whole',
}

/** The download of a whole class, where one student's bad name may not cost the others their grades. */
export const boundsOfClass: Bounds = {
  entries: 1_000_000,
  bytes: 32 * 1024 * 1024 * 1024,
  badName: 'entry',
}

/** An archive that grows by more than this factor, beyond what does no harm, is a bomb. */
export const growth = { factor: 100, harmless: 64 * 1024 * 1024 }
