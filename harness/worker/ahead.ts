import { defaultLimits, type ResourceLimits } from '../isolation/limits.ts'
import { type Isolation, modesFor } from '../isolation/modes.ts'
import { RealTools } from '../program/real-tools.ts'
import { Conversation } from './conversation.ts'
import { beginRun, type Run } from './run-folder.ts'
import { startWorker, worldOf } from './world.ts'

/** A run that was begun before it was known what is graded in it. */
interface Ahead {
  readonly run: Run
  /** The worker, in the best isolation there may be. */
  readonly worker: Conversation
}

let begun: Ahead | undefined

/** What was asked for early, and is known by now or soon. */
const tools = new RealTools()

/**
 * Begins a run, and starts its worker, while most of the command line is still to be evaluated: both take as long.
 * @param path what is most likely to be graded
 */
export function beginAhead(path: string): void {
  // Asked for the better part of a second where a version manager stands before the tool.
  void tools.of(path)
  const run = beginRun()
  const [mode] = modesFor('auto', worldOf(run, defaultLimits))
  if (mode) begun = { run, worker: new Conversation(startWorker(mode)) }
}

/** What is known of the tools that run programs. */
export function toolsAhead(): RealTools {
  return tools
}

/** The run that was begun, for the first who wants it, unless its world isn't what is asked for. */
export async function takeAhead(
  wanted: 'auto' | Isolation,
  { disk, processes }: ResourceLimits,
): Promise<Ahead | undefined> {
  const fits =
    wanted === 'auto' && disk === defaultLimits.disk && processes === defaultLimits.processes
  if (!fits) await endAhead()
  const ahead = begun
  begun = undefined
  return ahead
}

/** Ends what was begun, and nobody has wanted. */
export async function endAhead(): Promise<void> {
  const ahead = begun
  begun = undefined
  await ahead?.worker.end()
  await ahead?.run.end(true)
}
