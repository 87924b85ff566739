import * as v from 'valibot'

/** Bytes that were sent, printed or expected; of very many, the beginning. */
const bytes = v.strictObject({
  length: v.pipe(v.number(), v.description('How many bytes there were in all')),
  text: v.pipe(
    v.string(),
    v.description('The bytes as a person can read them, white space visible'),
  ),
  base64: v.pipe(
    v.string(),
    v.description('The bytes themselves, the beginning where there are many'),
  ),
})

const connection = v.pipe(v.number(), v.description('Which connection of the check, from 1'))
const at = v.pipe(v.number(), v.description('Milliseconds since the check began'))
const by = v.picklist(['client', 'server'])
const ofTwo = v.optional(
  v.pipe(by, v.description('Of two programs that talk to each other, which one it is')),
)
const address = { address: v.string(), port: v.number() }
const exit = { status: v.nullable(v.number()), signal: v.nullable(v.string()) }

/** Something that happened. */
export const eventSchema = v.variant('kind', [
  v.strictObject({ at, kind: v.literal('started'), command: v.string(), by: ofTwo }),
  v.strictObject({ at, kind: v.literal('connected'), connection, ...address }),
  v.strictObject({ at, kind: v.literal('refused'), connection, ...address }),
  v.strictObject({ at, kind: v.literal('bytes'), connection, by, bytes }),
  v.strictObject({ at, kind: v.literal('fin'), connection, by }),
  v.strictObject({ at, kind: v.literal('rst'), connection, by }),
  v.strictObject({ at, kind: v.literal('typed'), bytes }),
  v.strictObject({ at, kind: v.literal('input-end') }),
  v.strictObject({
    at,
    kind: v.literal('output'),
    stream: v.picklist(['stdout', 'stderr']),
    bytes,
    by: ofTwo,
  }),
  v.strictObject({ at, kind: v.literal('exit'), ...exit, by: ofTwo }),
])

const doing = v.optional(
  v.pipe(
    v.picklist([
      'receiving',
      'accepting',
      'polling',
      'reading-input',
      'sending',
      'waiting-for-process',
      'locked',
      'asleep',
      'computing',
      'reading-past-end',
      'reading-input-past-end',
      'spinning',
      'stopped',
    ]),
    v.description('What the program was at, by the calls that its threads were in'),
  ),
)

/** Why a check failed, or which rule a program has broken. */
export const failureSchema = v.variant('code', [
  v.strictObject({
    code: v.literal('silent'),
    expected: v.optional(bytes),
    unlockedBy: v.optional(v.picklist(['newline', 'close'])),
    doing,
  }),
  v.strictObject({
    code: v.literal('wrong-bytes'),
    expected: v.optional(bytes),
    received: bytes,
    differsAt: v.optional(v.pipe(v.number(), v.description('The first byte that differs, from 0'))),
  }),
  v.strictObject({
    code: v.literal('incomplete'),
    due: v.pipe(v.number(), v.description('Bytes of a text that is too long to show')),
    came: v.pipe(v.number(), v.description('How many of them came')),
  }),
  v.strictObject({
    code: v.literal('unasked-bytes'),
    received: bytes,
    when: v.picklist(['before-the-client', 'besides']),
  }),
  v.strictObject({
    code: v.literal('closed-early'),
    expected: v.optional(bytes),
    received: v.optional(bytes),
  }),
  v.strictObject({ code: v.literal('reset'), unread: v.boolean() }),
  v.strictObject({ code: v.literal('stayed-open'), doing }),
  v.strictObject({ code: v.literal('crashed'), ...exit }),
  v.strictObject({ code: v.literal('bad-exit'), ...exit }),
  v.strictObject({
    code: v.literal('limit'),
    limit: v.picklist([
      'memory',
      'processes',
      'cpu',
      'output',
      'file',
      'disk',
      'descriptors',
      'time',
    ]),
    allowed: v.pipe(v.number(), v.description('Bytes, milliseconds, or a count')),
  }),
  v.strictObject({ code: v.literal('kept-running'), doing }),
  v.strictObject({
    code: v.literal('descriptors-left'),
    clients: v.pipe(v.number(), v.description('How many came and went')),
    left: v.pipe(v.number(), v.description('How many more descriptors are open than before')),
  }),
  v.strictObject({
    code: v.literal('not-served'),
    ended: v.boolean(),
    waiting: v.optional(
      v.pipe(v.number(), v.description('How many clients waited to be accepted')),
    ),
    doing,
  }),
  v.strictObject({ code: v.literal('not-printed'), expected: bytes, printed: bytes }),
  v.strictObject({ code: v.literal('no-problem'), received: bytes }),
  v.strictObject({
    code: v.literal('wrong-number'),
    expected: v.number(),
    found: v.optional(v.number()),
  }),
  v.strictObject({ code: v.literal('went-on'), received: bytes }),
  v.strictObject({ code: v.literal('never-connected'), ended: v.boolean(), doing }),
  v.strictObject({ code: v.literal('obeyed'), received: bytes }),
  v.strictObject({ code: v.literal('unnoticed') }),
  v.strictObject({ code: v.literal('stack-trace'), printed: bytes }),
  v.strictObject({ code: v.literal('no-word') }),
  v.strictObject({ code: v.literal('not-strict') }),
  v.strictObject({ code: v.literal('same-problems') }),
  v.strictObject({ code: v.literal('same-words'), words: v.string() }),
])

/** One rule and how it came out, with everything that happened while it was tried. */
export const checkSchema = v.strictObject({
  id: v.string(),
  tier: v.picklist(['core', 'beyond']),
  verdict: v.picklist(['passed', 'failed', 'blocked', 'errored']),
  strict: v.pipe(
    v.boolean(),
    v.description('False where it passed only because something was forgiven'),
  ),
  points: v.number(),
  maxPoints: v.number(),
  required: v.pipe(v.boolean(), v.description('Whether the exit status depends on it')),
  hidden: v.optional(
    v.pipe(
      v.literal(true),
      v.description('Its student may know that it is there, but not what it is about'),
    ),
  ),
  failure: v.optional(failureSchema),
  blockedBy: v.optional(v.string()),
  reason: v.optional(v.pipe(v.string(), v.description('Why the grader could not judge'))),
  silence: v.optional(
    v.pipe(
      v.picklist(['proven', 'observed', 'timed']),
      v.description(
        'How sure it is that the program had stopped speaking, where the verdict rests on that',
      ),
    ),
  ),
  milliseconds: v.number(),
  transcript: v.array(eventSchema),
})

/** Why a program could not be run. */
export const problemSchema = v.pipe(
  v.looseObject({ code: v.string() }),
  v.description('Why the program could not be run, or not be spoken to'),
)

/** What was handed in, and how it was started. */
export const submissionSchema = v.strictObject({
  title: v.string(),
  language: v.string(),
  command: v.optional(v.string()),
  port: v.optional(v.number()),
})

/** What kept the program apart from the machine. */
export const isolationSchema = v.strictObject({
  kind: v.picklist(['namespaces', 'none']),
  sandbox: v.picklist(['bubblewrap', 'none']),
  why: v.optional(
    v.pipe(v.string(), v.description('Why there was none, in the words of the tools')),
  ),
})

const score = v.pipe(v.number(), v.description('Points of the checks that passed'))
const maxScore = v.pipe(
  v.number(),
  v.description('Points of the checks that could be judged: what errored costs nothing'),
)

/** What a grade is, in all its parts: the one thing that every output is made from. */
export const reportSchema = v.strictObject({
  schemaVersion: v.literal(1),
  grader: v.string(),
  began: v.optional(v.pipe(v.string(), v.description('When the grade began, ISO 8601, in UTC'))),
  milliseconds: v.optional(v.pipe(v.number(), v.description('How long the whole grade took'))),
  spec: v.nullable(v.string()),
  role: v.optional(
    v.pipe(
      v.picklist(['server', 'client']),
      v.description('Which end of the conversation was graded; the server where it is left out'),
    ),
  ),
  recognised: v.optional(
    v.strictObject({
      from: v.picklist(['option', 'settings', 'conversation']),
      likeness: v.optional(v.number()),
      others: v.optional(v.array(v.strictObject({ spec: v.string(), likeness: v.number() }))),
    }),
  ),
  seed: v.number(),
  submission: submissionSchema,
  isolation: v.optional(isolationSchema),
  problem: v.optional(problemSchema),
  score,
  maxScore,
  beyond: v.strictObject({ score, maxScore }),
  checks: v.array(checkSchema),
})

export type Report = v.InferOutput<typeof reportSchema>
export type ReportedCheck = Report['checks'][number]
export type ReportedEvent = ReportedCheck['transcript'][number]
export type ReportedFailure = NonNullable<ReportedCheck['failure']>
export type ReportedBytes = v.InferOutput<typeof bytes>
export type Role = NonNullable<Report['role']>
export type ReportedProblem = NonNullable<Report['problem']>

/** A record with every run of bytes in the form that a report gives it. */
export type Reported<Record> = Record extends unknown
  ? { [Key in keyof Record]: Record[Key] extends Uint8Array ? ReportedBytes : Record[Key] }
  : never
