import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toJsonSchema } from '@valibot/to-json-schema'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { settingsSchema } from '../settings/schema.ts'
import { gradeFully, sockgrade } from '../testing/grade.ts'
import { gradedClass } from '../testing/graded-class.ts'
import { classSchema } from './class-schema.ts'
import { pairSchema } from './pair-schema.ts'
import { reportSchema } from './schema.ts'

const schemas = join(import.meta.dirname, '..', '..', 'schemas')

/** The published file is the code's own definition; `npm run record` writes it anew. */
test.each([
  ['report.schema.json', reportSchema],
  ['class.schema.json', classSchema],
  ['pair.schema.json', pairSchema],
  ['settings.schema.json', settingsSchema],
] as const)('the published %s is up to date', async (name, schema) => {
  const published = `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`
  await expect(published).toMatchFileSnapshot(join(schemas, name))
})

test.each([
  ['a right program', 'reference/doubling-server.ts'],
  ['a wrong program', 'fixtures/doubling/int-times-two.py'],
  ['a program that is not there', 'no/such/server.py'],
])(
  'the JSON report of %s fits the published schema, and that of its class too',
  async (_, path) => {
    const { report } = await gradeFully(path, '--tier', 'core')
    expect(complaints('report.schema.json', report)).toBeNull()
    const handed = { id: 's1', title: path, folder: 'students/s1', milliseconds: 1000 }
    const person = { name: 'Вера Новак', section: 'B' }
    const submissions = [
      { ...handed, report, person },
      { ...handed, report: undefined },
    ]
    expect(complaints('class.schema.json', gradedClass(submissions, report.spec))).toBeNull()
  },
)

test.each([
  ['right', 'reference/echo-server.ts', 'reference/echo-client.ts'],
  ['wrong', 'fixtures/echo/one-recv.py', 'reference/echo-client.ts'],
  ['not there', 'no/such/server.py', 'reference/echo-client.ts'],
])('the report of a pair whose server is %s fits the published schema', async (_, ...programs) => {
  const { stdout } = await sockgrade(['pair', ...programs, '--spec', 'echo', '--format', 'json'])
  expect(complaints('pair.schema.json', JSON.parse(stdout))).toBeNull()
})

/** What a published schema finds wrong with data. */
function complaints(name: string, data: unknown) {
  const schema = JSON.parse(readFileSync(join(schemas, name), 'utf8'))
  const validate = new Ajv({ strict: false, discriminator: false }).compile(schema)
  validate(data)
  return validate.errors ?? null
}
