import type { Messages } from '../../../feedback/messages.ts'
import type { Moment } from '../../conversation.ts'
import type { Fitting } from './fitting.ts'

/** So many clients get a lane each; more share one, and their numbers stand in it. */
const mostClients = 4

/** Where lanes stand, in percent of the diagram's width; the times are to the left of them. */
const ground = { firstClient: 19, server: 86 }

/** A party of the conversation, drawn as a line from top to bottom. */
export interface Lane {
  /** Its name, and a short one for where many lanes are close together. */
  readonly title: Fitting<string>
  /** Percent of the width. */
  readonly x: number
}

/** The parties of a conversation, and which lane each has. */
export interface Lanes {
  readonly clients: readonly Lane[]
  readonly server: Lane
  /** There are several clients, so that each has to be named by its number. */
  readonly several: boolean
  /** The clients stand in one lane. */
  readonly shared: boolean
  readonly of: (connection: number) => Lane
}

/** A lane for each client that appears, and one for the server. */
export function lanesOf(moments: readonly Moment[], say: Messages): Lanes {
  const connections = [
    ...new Set(moments.flatMap((moment) => ('connection' in moment ? [moment.connection] : []))),
  ]
  const shared = connections.length > mostClients
  const titles = shared
    ? [once(say.page.clients)]
    : connections.length > 1
      ? connections.map((each) => ({ wide: say.page.numbered(each), narrow: `${each}` }))
      : [once(say.report.client)]
  const step = (ground.server - ground.firstClient) / titles.length
  const clients = titles.map((title, index) => ({ title, x: ground.firstClient + index * step }))
  const first = clients[0] as Lane
  return {
    clients,
    server: { title: once(say.report.server), x: ground.server },
    several: connections.length > 1,
    shared,
    of: (connection) => (shared ? first : (clients[connections.indexOf(connection)] ?? first)),
  }
}

function once(title: string): Fitting<string> {
  return { wide: title, narrow: title }
}
