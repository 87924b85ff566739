import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../package-folder.ts'

/** A program with one mistake, and the checks that it must fail for it. */
export interface Fixture {
  /** The file's name, which tells the mistake. */
  readonly name: string
  /** Absolute. */
  readonly file: string
  /** The ids of the checks that it fails, and of no others. */
  readonly fails: readonly string[]
}

/** The wrong programs of a spec. @throws Error where one doesn't declare what it fails */
export function fixturesOf(spec: string): Fixture[] {
  const folder = join(packageFolder, 'fixtures', spec)
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.golden'))
    .sort()
    .map((name) => ({
      name,
      file: join(folder, name),
      fails: declaredIn(join(folder, name), spec),
    }))
}

/** The checks in the comment `Fails: …` at the head of a fixture. */
function declaredIn(file: string, spec: string): string[] {
  const declared = /^\W*Fails:\s*(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  if (declared === undefined) throw new Error(`${file} does not declare what it fails`)
  return declared.split(',').map((key) => `${spec}/${key.trim()}`)
}

/** The program that does all that a spec asks, absolute. */
export function referenceOf(spec: string): string {
  const name = spec.endsWith('-client') ? spec : `${spec}-server`
  return join(packageFolder, 'reference', `${name}.ts`)
}
