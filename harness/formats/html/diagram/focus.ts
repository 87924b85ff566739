import type { Messages } from '../../../feedback/messages.ts'
import type { ReportedFailure } from '../../../report/schema.ts'
import { bytesIn } from '../../bytes.ts'
import type { Moment } from '../../conversation.ts'
import { differenceIn, receivedIn } from '../../failure.ts'

/** The moment that broke a rule, and which byte of it did, from 0. */
export interface Focus {
  readonly moment: number
  readonly byte?: number
}

/** Where in a conversation the failure lies, if it lies in something that happened. */
export function focusOf(failure: ReportedFailure, moments: readonly Moment[]): Focus | undefined {
  const last = (is: (moment: Moment) => boolean) => {
    const moment = moments.findLastIndex(is)
    return moment < 0 ? undefined : { moment }
  }
  switch (failure.code) {
    case 'crashed':
    case 'bad-exit':
    case 'limit':
      return last(({ kind }) => kind === 'exit')
    case 'closed-early':
      return last((moment) => moment.kind === 'fin' && moment.by === 'server')
    case 'reset':
      return last((moment) => moment.kind === 'rst' && moment.by === 'server')
    case 'not-served':
      return last(({ kind }) => kind === 'refused')
    case 'not-printed':
      return last((moment) => moment.kind === 'output' && moment.stream === 'stdout')
    default:
      return inWhatCame(failure, moments)
  }
}

/** The message of the server in which the byte in question lies. */
function inWhatCame(failure: ReportedFailure, moments: readonly Moment[]): Focus | undefined {
  const received = receivedIn(failure)
  if (!received || received.length === 0) return undefined
  const said = moments.flatMap((moment, index) =>
    moment.kind === 'bytes' && moment.by === 'server' ? [{ index, moment }] : [],
  )
  const connections = [...new Set(said.map(({ moment }) => moment.connection))].reverse()
  for (const connection of connections) {
    const parts = said.filter(({ moment }) => moment.connection === connection)
    const whole = Buffer.concat(parts.map(({ moment }) => bytesIn(moment.bytes)))
    const from = whole.lastIndexOf(bytesIn(received))
    if (from < 0) continue
    let offset = from + (differenceIn(failure) ?? 0)
    for (const { index, moment } of parts) {
      const { length } = bytesIn(moment.bytes)
      // What stops before the difference differs at its end.
      if (offset < length || index === parts.at(-1)?.index) return { moment: index, byte: offset }
      offset -= length
    }
  }
  const last = said.at(-1)
  return last && { moment: last.index }
}

/** What is said where the failure lies. */
export function remarkOn({ byte }: Focus, say: Messages): string {
  return byte === undefined ? say.page.wrongHere : say.report.differsHere(byte + 1)
}
