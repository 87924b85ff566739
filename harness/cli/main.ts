import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { beginAhead, endAhead } from '../worker/ahead.ts'
import { whereThePersonStands } from './where.ts'

// Whoever reads no more, as head(1), wants no more: what is written to files is still written.
process.stdout.on('error', () => {})

const args = process.argv.slice(2)
const divider = args.indexOf('--')
const own = divider < 0 ? args : args.slice(0, divider)
const command = divider < 0 ? [] : args.slice(divider + 1)

// Most often it is a program that is named, and a person waits: what it takes to grade one is begun, and then
// the rest of this one is evaluated.
const [first = ''] = own
const path = resolve(whereThePersonStands(), first)
if (/[./]/.test(first) && existsSync(path)) beginAhead(path)
void commanded()

async function commanded(): Promise<void> {
  try {
    const { run } = await import('./commands.ts')
    await run(own, command)
  } finally {
    await endAhead()
  }
}
