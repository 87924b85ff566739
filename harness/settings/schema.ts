import * as v from 'valibot'
import { type LimitName, limitUnits } from '../isolation/limits.ts'

const limit = (name: LimitName) =>
  v.optional(v.pipe(v.number(), v.minValue(1), v.description(limitUnits[name].unit || 'how many')))

const limits = v.strictObject({
  memory: limit('memory'),
  processes: limit('processes'),
  cpu: limit('cpu'),
  output: limit('output'),
  file: limit('file'),
  disk: limit('disk'),
  descriptors: limit('descriptors'),
  time: limit('time'),
})

const instruction = v.strictObject({
  required: v.optional(
    v.pipe(v.boolean(), v.description('Part of the assignment (true), or beyond it (false)')),
  ),
  points: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000), v.description('Its points')),
  ),
  drop: v.optional(v.pipe(v.boolean(), v.description('Leave it out'))),
  hidden: v.optional(
    v.pipe(v.boolean(), v.description('Count it, and don’t tell students what it is about')),
  ),
})

/** What a `sockgrade.json` beside a program may say. */
export const settingsSchema = v.strictObject({
  $schema: v.optional(
    v.pipe(v.string(), v.description('Where editors find the schema of this file')),
  ),
  spec: v.optional(
    v.pipe(v.string(), v.description('The protocol that the program speaks: echo, quiz, …')),
  ),
  run: v.optional(
    v.pipe(
      v.string(),
      v.minLength(1),
      v.description('The shell command that starts the program; {port} stands for a free port'),
    ),
  ),
  build: v.optional(
    v.pipe(v.string(), v.minLength(1), v.description('The shell command that builds it first')),
  ),
  port: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(65535),
      v.description('The port on which it listens, where it listens on several'),
    ),
  ),
  limits: v.optional(
    v.pipe(limits, v.description('What a program may use; the options of the command line win')),
  ),
  checks: v.optional(
    v.pipe(
      v.record(v.string(), instruction),
      v.description('The instructor’s word on checks, by their ids: echo/two-at-once, …'),
    ),
  ),
})

export type Settings = v.InferOutput<typeof settingsSchema>
