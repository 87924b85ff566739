import type { Place } from '../isolation/confine.ts'
import type { ResourceLimits } from '../isolation/limits.ts'
import type { Built } from '../program/build.ts'
import { Program } from '../program/program.ts'
import type { Transcript } from '../wire/transcript.ts'

/** What every start of the program under test has in common. */
export interface LaunchOptions {
  readonly built: Built
  /** The mark of this run, by which its processes are found. */
  readonly runId: string
  readonly place: Place
  readonly resources: ResourceLimits
}

/** What differs from start to start. */
export interface Launch {
  readonly args: readonly string[]
  /** The port that is offered to it. */
  readonly port: number
  readonly terminal: boolean
  /** Where its output and its end are noted: of the check that is being played by then. */
  readonly transcript: () => Transcript
}

/** The program under test, which is still to begin; what becomes of it is noted. */
export function programFor(
  { built, runId, place, resources }: LaunchOptions,
  { args, port, terminal, transcript }: Launch,
): Program {
  return new Program({
    run: [...built.run, ...args],
    folder: built.submission.folder,
    stdio: built.submission.stdio,
    port,
    runId,
    place,
    limits: resources,
    terminal,
    onOutput: (stream, bytes) => transcript().add({ kind: 'output', stream, bytes }),
    onExit: (exit) => transcript().add({ kind: 'exit', ...exit }),
  })
}

/** The command of a start, as it is shown. */
export function commandOf({ shown }: Built, args: readonly string[]): string {
  return [shown, ...args].join(' ')
}
