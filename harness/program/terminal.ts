import { relayTool } from '../kernel/relay.ts'
import { ownStderr, statusPipe } from './process.ts'

/** script(1) runs a command on a pseudo-terminal and passes its output and status on. */
export function inTerminal(words: readonly string[]): string[] {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  // What is typed shows nowhere: it can't be mistaken for what the program prints.
  const command = `stty -echo; exec ${quoted} 2>&${ownStderr} ${ownStderr}>&- ${statusPipe}>&-`
  return [relayTool, '--quiet', '--return', '--flush', '--command', command, '/dev/null']
}
