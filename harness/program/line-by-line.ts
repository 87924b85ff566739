import { existsSync } from 'node:fs'
import { isInstalled } from '../kernel/path.ts'

/** What is started, and with which variables. */
interface Command {
  readonly words: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Where distributions put what stdbuf(1) has a program load. */
const libraries = ['/usr/libexec/coreutils/libstdbuf.so', '/usr/lib/coreutils/libstdbuf.so']

const library = libraries.find((path) => existsSync(path))

/** Has a program whose standard output goes through C's `stdio` print line by line, where that can be had. */
export function lineByLine({ words, environment }: Command): Command {
  const tool = isInstalled('stdbuf') ? ['stdbuf', '-oL'] : []
  return { words: [...tool, ...words], environment }
}

/** The same for one that nothing else is started before: what stdbuf(1) would do takes no start of its own. */
export function lineByLineAtOnce(command: Command): Command {
  if (!library || !isInstalled('stdbuf')) return lineByLine(command)
  const { words, environment } = command
  return { words, environment: { ...environment, LD_PRELOAD: library, _STDBUF_O: 'L' } }
}
