/** Says under the pointer what a cell is about: the check's rule, and what went wrong. */
export function explainCells(form: HTMLFormElement, tables: readonly HTMLTableElement[]): void {
  const sentences = new Map(
    [...form.querySelectorAll<HTMLOptionElement>('select[name=failure] option')].map((option) => [
      option.value,
      option.text,
    ]),
  )
  for (const table of tables) {
    table.addEventListener('pointerover', ({ target }) => {
      const cell = target instanceof Element ? target.closest('td') : null
      const rule = cell && table.tHead?.rows[0]?.cells[cell.cellIndex]?.title
      if (!cell || !rule || cell.title) return
      const labelled = cell.querySelector('a') ?? cell
      const sign = labelled.getAttribute('aria-label') ?? ''
      const sentence = cell.dataset.f && sentences.get(cell.dataset.f)
      cell.title = [rule, sentence || sign].join('\n')
    })
  }
}
