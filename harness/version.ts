import { createRequire } from 'node:module'

/** The grader's version, from its package. */
export const version: string = createRequire(import.meta.url)('sockgrade/package.json').version
