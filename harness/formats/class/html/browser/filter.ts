import { cellClass } from '../cells.ts'

/** What is asked for; an empty text asks for nothing. */
interface Wanted {
  readonly find: string
  readonly section: string
  readonly check: string
  readonly verdict: string
  readonly failure: string
}

/** Shows the fields, and at each change the rows that fit; the buttons beside a failure fill them in. */
export function makeFilterable(form: HTMLFormElement, tables: readonly HTMLTableElement[]): void {
  const output = form.querySelector('output')
  const apply = () => {
    const wanted = wantedIn(form)
    let all = 0
    for (const table of tables) {
      const count = filter(table, wanted)
      table
        .closest('.sheet')
        ?.querySelector('.nobody')
        ?.toggleAttribute('hidden', count > 0)
      all += count
    }
    if (output) output.value = (output.dataset.text ?? '#').replace('#', String(all))
  }
  form.hidden = false
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => event.preventDefault())
  // A form is empty only after its reset event.
  form.addEventListener('reset', () => setTimeout(apply))
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-failure]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      const { check = '', failure = '' } = button.dataset
      fill(form, { find: '', section: '', check, verdict: 'failed', failure })
      apply()
      form.scrollIntoView()
      form.querySelector('input')?.focus({ preventScroll: true })
    })
  }
  // A browser that comes back to the page fills in what was there.
  apply()
}

function wantedIn(form: HTMLFormElement): Wanted {
  const data = new FormData(form)
  const text = (name: keyof Wanted) => String(data.get(name) ?? '')
  return {
    find: text('find').trim().toLowerCase(),
    section: text('section'),
    check: text('check'),
    verdict: text('verdict'),
    failure: text('failure'),
  }
}

function fill(form: HTMLFormElement, wanted: Wanted): void {
  for (const [name, value] of Object.entries(wanted)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value
  }
}

/** Hides the rows that don't fit, and returns how many are left. */
function filter(table: HTMLTableElement, wanted: Wanted): number {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  const column = heads.findIndex((head) => head.dataset.check === wanted.check)
  let count = 0
  for (const row of table.tBodies[0]?.rows ?? []) {
    const fits = fitsPerson(row, wanted) && fitsVerdict(row, wanted, column)
    row.hidden = !fits
    if (fits) count++
  }
  return count
}

function fitsPerson(row: HTMLTableRowElement, { find, section }: Wanted): boolean {
  if (section !== '' && row.dataset.section !== section) return false
  if (find === '') return true
  return `${row.cells[0]?.textContent} ${row.dataset.also}`.toLowerCase().includes(find)
}

function fitsVerdict(row: HTMLTableRowElement, wanted: Wanted, column: number): boolean {
  const { check, verdict, failure } = wanted
  if (verdict === 'unusable') return row.dataset.outcome === 'unusable'
  if (check === '' && verdict === '' && failure === '') return true
  if (check !== '' && column < 0) return false
  const classes = classesOf(verdict)
  const cells = check === '' ? [...row.cells] : [row.cells[column]]
  return cells.some(
    (cell) =>
      cell !== undefined &&
      (classes.length === 0 || classes.includes(cell.className)) &&
      (failure === '' || cell.dataset.f === failure),
  )
}

/** The classes of the cells with a verdict; what passed by forgiveness passed. */
function classesOf(verdict: string): string[] {
  if (verdict === 'passed') return [cellClass.passed, cellClass.lenient]
  return verdict === '' ? [] : [cellClass[verdict as keyof typeof cellClass]]
}
