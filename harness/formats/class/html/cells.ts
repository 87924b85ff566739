import type { ClassCheck } from '../../../report/class-schema.ts'

/** What a cell of the matrix says of a check: its verdict, or that it passed only by forgiveness. */
export type CellKind = ClassCheck['verdict'] | 'lenient'

/** The classes of the cells, short since a page has tens of thousands; sorted by how bad they are. */
export const cellClass: Readonly<Record<CellKind, string>> = {
  failed: 'f',
  blocked: 'b',
  errored: 'e',
  lenient: 'n',
  passed: 'p',
}

/** The kinds from the worst to the best. */
export const kinds = Object.keys(cellClass) as CellKind[]
