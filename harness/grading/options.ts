import type { Spec } from '../spec/spec.ts'
import type { Session } from './session.ts'
import type { TestOptions } from './under-test.ts'

/** What a program under test is told, whatever its role. */
export function optionsFor({ job, built, progress }: Session, specs: readonly Spec[]): TestOptions {
  return {
    ...job,
    built,
    lessonPorts: [...new Set(specs.map(({ port }) => port))],
    onWaitingForPort: progress.waitingForPort,
  }
}
