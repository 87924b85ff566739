import { cellClass, kinds } from '../cells.ts'

const order = kinds.map((kind) => cellClass[kind])
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })

/** Makes a button of each column's title: it sorts the rows, and the other way round at the next press. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  for (const [column, head] of heads.entries()) {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const descending = head.getAttribute('aria-sort') === 'ascending'
      for (const each of heads) each.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending')
      sort(table, column, descending)
    })
  }
}

function sort(table: HTMLTableElement, column: number, descending: boolean): void {
  const body = table.tBodies[0]
  if (!body) return
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => sign * collator.compare(a.key, b.key))
  body.append(...keyed.map(({ row }) => row))
}

/** What a cell is sorted by: how bad its verdict is, or its text. Who was not tried at all comes first. */
function keyOf(cell: HTMLTableCellElement | undefined): string {
  if (!cell || cell.className === 'why') return ''
  const verdict = order.indexOf(cell.className)
  return verdict < 0 ? (cell.textContent ?? '') : String(verdict)
}
