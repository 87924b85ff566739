/** What the class's page can do where scripts run: sort and filter its tables, and explain their cells. */
import { explainCells } from './explain.ts'
import { makeFilterable } from './filter.ts'
import { makeSortable } from './sort.ts'

const tables = [...document.querySelectorAll<HTMLTableElement>('table.matrix')]
const form = document.querySelector<HTMLFormElement>('form.filters')

for (const table of tables) makeSortable(table)
if (form) {
  makeFilterable(form, tables)
  explainCells(form, tables)
}
