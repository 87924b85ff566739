import { specs } from '../../specs/index.ts'

/** The specs by whose ids protocols go. */
export const serverSpecs = specs.filter(({ role }) => role === 'server')
