import type { Check } from '../../harness/spec/spec.ts'
import type { Scene, Stage } from '../../harness/spec/stage.ts'
import type { Talk } from '../../harness/spec/talk.ts'

/** A check, but for what it is worth and what it needs. */
export type Rule = Omit<Check, 'points' | 'needs'>

/** How a client is served: said as a dialogue, or as a function where none can say it. */
export type Service = Talk<object> | Scene

/** A client comes, and is served. */
export async function serve(stage: Stage, service: Service): Promise<void> {
  if (typeof service === 'function') await service(stage)
  else await stage.plays(service)
}
