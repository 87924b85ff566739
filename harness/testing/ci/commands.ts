/**
 * The commands that GitHub's runner takes from a job's log: what stands between `::stop-commands::` and its
 * end is text.
 */
export function commandsIn(log: string): { given: string[]; fenceIsOpen: boolean } {
  const given: string[] = []
  let fence: string | undefined
  for (const line of log.split('\n')) {
    const [, command, value] = /^\s*::([^ :]+).*?::(.*)$/.exec(line) ?? []
    if (fence !== undefined) {
      if (command === fence) fence = undefined
    } else if (command === 'stop-commands') fence = value
    else if (command !== undefined) given.push(command)
    else if (line.includes('##[')) given.push('##[')
  }
  return { given, fenceIsOpen: fence !== undefined }
}
