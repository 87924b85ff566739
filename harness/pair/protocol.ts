import type { Likeness } from '../grading/party-messages.ts'
import type { Pair } from '../spec/pair.ts'

/**
 * The protocol that a server and a client are most like, taken together; undefined where they are like
 * none. Where the two differ, one of them is a wrong program of the other's protocol.
 */
export function protocolOf(
  pairs: readonly Pair[],
  server: readonly Likeness[],
  client: readonly Likeness[],
): Pair | undefined {
  const like = (likenesses: readonly Likeness[], id: string) =>
    likenesses.find(({ spec }) => spec === id)?.likeness ?? 0
  const [best] = pairs
    .map((pair) => ({ pair, likeness: like(server, pair.server) + like(client, pair.client) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((one, other) => other.likeness - one.likeness)
  return best?.pair
}
