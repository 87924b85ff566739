/** What platforms take, by their own documents, as JSON schemas: nothing else may stand there. */

const text = { type: 'string' }
const named = { type: 'string', minLength: 1 }
const points = { type: 'integer', minimum: 0 }

/** An object with all of these keys, and perhaps with some of those. */
const object = (required: Readonly<Record<string, object>>, optional: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
})

/** Of a list. */
const list = (items: object) => ({ type: 'array', items })

/** `/autograder/results/results.json`; without a score Gradescope says that the autograder failed. */
export const gradescopeSchema = object(
  {
    execution_time: points,
    output: named,
    output_format: { const: 'text' },
    stdout_visibility: { enum: ['visible', 'hidden', 'after_due_date', 'after_published'] },
    tests: list(
      object(
        {
          name: named,
          number: { type: 'string', pattern: '^\\d+$' },
          output: text,
          output_format: { enum: ['text', 'md', 'html', 'ansi', 'simple_format'] },
          tags: list(named),
          visibility: { enum: ['visible', 'hidden', 'after_due_date', 'after_published'] },
          extra_data: { type: 'object' },
        },
        { score: points, max_score: points, status: { enum: ['passed', 'failed'] } },
      ),
    ),
  },
  { score: points },
)

/** `/grade/results/results.json` */
export const prairielearnSchema = object({
  gradable: { type: 'boolean' },
  score: { type: 'number', minimum: 0, maximum: 1 },
  message: named,
  output: text,
  format_errors: list(named),
  tests: list(
    object({
      name: named,
      description: named,
      points,
      max_points: points,
      message: text,
      output: text,
    }),
  ),
})

/** `classroom50/result/v1` */
export const classroom50Schema = object({
  schema: { const: 'classroom50/result/v1' },
  classroom: named,
  assignment: named,
  assignment_type: { enum: ['individual', 'group', 'team'] },
  owner: named,
  submission: { type: 'string', pattern: '^submit/' },
  commit: named,
  release: named,
  review: named,
  datetime: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' },
  score: points,
  'max-score': points,
  tests: list({
    type: 'object',
    required: ['test-name', 'passed', 'score', 'max-score'],
    properties: {
      'test-name': named,
      passed: { type: 'boolean' },
      score: points,
      'max-score': points,
    },
  }),
})

/** check50's “JSON specification”: a cause where it didn't pass, and none where it did. */
export const check50Schema = object({
  slug: named,
  version: named,
  results: list({
    ...object({
      name: named,
      description: named,
      passed: { type: ['boolean', 'null'] },
      log: list(text),
      cause: {
        anyOf: [
          { type: 'null' },
          {
            ...object(
              { rationale: named, help: { type: ['string', 'null'] } },
              { expected: text, actual: text },
            ),
            dependencies: { expected: ['actual'], actual: ['expected'] },
          },
        ],
      },
      data: { type: 'object' },
      dependency: { type: ['string', 'null'] },
    }),
    if: { properties: { passed: { const: true } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schemas
    then: { properties: { cause: { type: 'null' } } },
    else: { properties: { cause: { type: 'object' } } },
  }),
})

/** The output `result` of GitHub Classroom's autograding actions, once decoded. */
export const autogradingSchema = object({
  version: { const: 1 },
  status: { enum: ['pass', 'fail', 'error'] },
  max_score: points,
  tests: list(
    object({
      name: named,
      status: { enum: ['pass', 'fail', 'error'] },
      score: points,
      message: text,
      test_code: text,
      filename: text,
      line_no: points,
      duration: { type: 'number', minimum: 0 },
    }),
  ),
})
