import { networksIn } from '../kernel/network.ts'
import { forkServerIn } from './fork-server.ts'
import type { Place } from './place.ts'

/** What a world gives its worker besides, by the words that `worldInit` has added to its command. */
export function givenBy(words: readonly string[]): Pick<Place, 'networks' | 'forkServer'> {
  const networks = words.slice(0, -1)
  return { networks: networksIn(networks), forkServer: forkServerIn(words.at(-1)) }
}
