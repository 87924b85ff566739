import * as v from 'valibot'
import { checkSchema, reportSchema } from './schema.ts'

const moment = v.pipe(v.string(), v.description('ISO 8601, in UTC'))

const person = v.strictObject({
  name: v.optional(v.string()),
  id: v.optional(v.string()),
  login: v.optional(v.string()),
  email: v.optional(v.string()),
  section: v.optional(v.string()),
})

/** Of a check all that counts; why it came out so is in the submission's own report. */
const classCheck = v.strictObject({
  ...v.pick(checkSchema, [
    'id',
    'tier',
    'verdict',
    'strict',
    'points',
    'maxPoints',
    'required',
    'hidden',
  ]).entries,
  failure: v.optional(v.pipe(v.string(), v.description('The code of the failure'))),
})

const entry = v.strictObject({
  id: v.pipe(v.string(), v.description('Different for each submission, and fit for a file name')),
  title: v.pipe(v.string(), v.description('The path as it was handed in')),
  person: v.optional(person),
  folder: v.optional(
    v.pipe(
      v.string(),
      v.description('Where the submission’s own reports lie, relative to the class’s, with /'),
    ),
  ),
  outcome: v.pipe(
    v.picklist(['graded', 'unusable', 'errored']),
    v.description(
      'Whether there is a grade; unusable: the program could not be run; errored: the grader failed',
    ),
  ),
  ...v.pick(reportSchema, ['spec', 'score', 'maxScore', 'beyond']).entries,
  problem: v.optional(v.pipe(v.string(), v.description('The code of the report’s problem'))),
  milliseconds: v.pipe(v.number(), v.description('How long the whole grade took')),
  checks: v.array(classCheck),
})

/** A server or a client that was played against all of the other role. */
const player = v.strictObject({
  id: v.pipe(
    v.string(),
    v.description('Of a submission; _reference for the one that is known to be right'),
  ),
  title: v.string(),
})

/** How a server and a client of the class got on with each other. */
const encounter = v.strictObject({
  server: v.string(),
  client: v.string(),
  verdict: v.picklist(['kept', 'broken', 'unusable', 'errored']),
  brokenBy: v.optional(v.picklist(['server', 'client'])),
  failure: v.optional(v.pipe(v.string(), v.description('The code of the failure'))),
  page: v.optional(
    v.pipe(v.string(), v.description('Where it is told, relative to the class’s page, with /')),
  ),
})

/** Every client of a protocol against every server of it. */
const encounters = v.strictObject({
  spec: v.pipe(v.string(), v.description('The protocol, by the id of its server’s spec')),
  servers: v.array(player),
  clients: v.array(player),
  pairs: v.array(encounter),
})

/** What a whole class was given: one entry a submission, in the order of their titles. */
export const classSchema = v.strictObject({
  schemaVersion: v.literal(1),
  grader: v.string(),
  title: v.pipe(v.string(), v.description('The folder that held the submissions')),
  spec: v.pipe(
    v.nullable(v.string()),
    v.description('The protocol of all submissions, null where there are several'),
  ),
  seed: v.number(),
  started: moment,
  finished: v.optional(moment),
  submissions: v.array(entry),
  pairs: v.optional(
    v.pipe(v.array(encounters), v.description('Who got on with whom, where that was asked for')),
  ),
})

export type ClassReport = v.InferOutput<typeof classSchema>
export type ClassEntry = ClassReport['submissions'][number]
export type ClassCheck = ClassEntry['checks'][number]
export type ClassPairs = NonNullable<ClassReport['pairs']>[number]
export type ClassPair = ClassPairs['pairs'][number]
export type ClassPerson = NonNullable<ClassEntry['person']>
