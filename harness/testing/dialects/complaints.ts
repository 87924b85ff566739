import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { validate } from 'ctrf'
import { execa } from 'execa'
import { type ParserError, parse } from 'parse5'
import { type FinalResults, Parser } from 'tap-parser'
import { validateXML } from 'xmllint-wasm'
import type { FormatName } from '../../formats/index.ts'
import { check50Schema, classroom50Schema, gradescopeSchema, prairielearnSchema } from './json.ts'

const schemas = join(import.meta.dirname, '..', '..', '..', 'schemas')

/** What those who read a format find wrong with a text: nothing, where they take it. */
export async function complaintsAbout(name: FormatName, text: string): Promise<unknown> {
  switch (name) {
    case 'junit':
      return [...(await complaintsOfXmllint(text)), ...(await complaintsOfPython(text))]
    case 'tap':
      return complaintsOfTap(text)
    case 'ctrf':
      return validate(JSON.parse(text)).errors
    case 'gradescope':
      return complaintsOfAjv(gradescopeSchema, text)
    case 'prairielearn':
      return complaintsOfAjv(prairielearnSchema, text)
    case 'classroom50':
      return complaintsOfAjv(classroom50Schema, text)
    case 'check50':
      return complaintsOfAjv(check50Schema, text)
    case 'html':
      return complaintsOfParse5(text)
    case 'json':
      return complaintsOfAjv(
        JSON.parse(readFileSync(join(schemas, 'report.schema.json'), 'utf8')),
        text,
      )
    default:
      return []
  }
}

/** What a schema finds wrong with a JSON text. */
export function complaintsOfAjv(schema: object, text: string): unknown[] {
  const fits = new Ajv({ strict: false }).compile(schema)
  return fits(JSON.parse(text)) ? [] : [...(fits.errors ?? [])]
}

/** Whatever a browser has to mend while it reads a page. */
export function complaintsOfParse5(text: string): ParserError[] {
  const complaints: ParserError[] = []
  parse(text, { onParseError: (error) => complaints.push(error) })
  return complaints
}

async function complaintsOfXmllint(text: string): Promise<unknown[]> {
  const schema = readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8')
  const { errors } = await validateXML({ xml: text, schema })
  return [...errors]
}

/** Python's parser is another one than xmllint's, and as strict. */
async function complaintsOfPython(text: string): Promise<string[]> {
  const parse =
    'import sys, xml.etree.ElementTree as tree; tree.fromstring(sys.stdin.buffer.read())'
  const { exitCode, stderr } = await execa('python3', ['-c', parse], { input: text, reject: false })
  return exitCode === 0 ? [] : [stderr]
}

/** Lines that are no TAP, and a plan that isn't kept. */
function complaintsOfTap(text: string): unknown[] {
  const complaints: unknown[] = []
  const parser = new Parser({ strict: true })
  parser.on('extra', (line) => complaints.push(line))
  parser.on('complete', ({ failures, count, plan }: FinalResults) => {
    complaints.push(...failures.filter((failure) => 'tapError' in failure && failure.tapError))
    if (count !== plan.end) complaints.push(`${count} of ${plan.end}`)
  })
  parser.end(text)
  return complaints
}
