import * as v from 'valibot'
import {
  eventSchema,
  failureSchema,
  isolationSchema,
  problemSchema,
  submissionSchema,
} from './schema.ts'

/** One of the two programs. */
const program = v.strictObject({
  ...submissionSchema.entries,
  isolation: v.optional(isolationSchema),
  problem: v.optional(problemSchema),
})

/** What a server and a client had to say to each other, and who broke the protocol. */
export const pairSchema = v.strictObject({
  schemaVersion: v.literal(1),
  grader: v.string(),
  began: v.pipe(v.string(), v.description('When it began, ISO 8601, in UTC')),
  milliseconds: v.pipe(v.number(), v.description('How long it took')),
  spec: v.pipe(
    v.nullable(v.string()),
    v.description('The protocol, by the id of its server’s spec'),
  ),
  recognised: v.optional(
    v.pipe(v.boolean(), v.description('Whether the protocol was found out by talking to the two')),
  ),
  seed: v.number(),
  delivery: v.pipe(
    v.picklist(['whole', 'bytes', 'random', 'joined']),
    v.description('How the bytes were cut on their way'),
  ),
  server: program,
  client: program,
  verdict: v.pipe(
    v.picklist(['kept', 'broken', 'unusable', 'errored']),
    v.description(
      'Whether both kept to the protocol; unusable: one could not be run; errored: the grader could not judge',
    ),
  ),
  strict: v.pipe(
    v.boolean(),
    v.description('False where both kept to it only because something was forgiven'),
  ),
  brokenBy: v.optional(v.picklist(['server', 'client'])),
  failure: v.optional(failureSchema),
  deadlock: v.optional(
    v.pipe(
      v.literal(true),
      v.description('Each waited for the other; it was the turn of brokenBy'),
    ),
  ),
  reason: v.optional(v.pipe(v.string(), v.description('Why the grader could not judge'))),
  silence: v.optional(
    v.pipe(
      v.picklist(['proven', 'observed', 'timed']),
      v.description('How sure it is that both had stopped, where the verdict rests on that'),
    ),
  ),
  transcript: v.array(eventSchema),
})

export type PairReport = v.InferOutput<typeof pairSchema>
