import type { Messages } from '../../feedback/messages.ts'
import type { ReportedCheck } from '../../report/schema.ts'
import { excerpt } from '../bytes.ts'
import { type Turn, turnsOf } from '../conversation.ts'
import { columnsOf } from '../width.ts'
import type { Drawing } from './context.ts'

/** Of a conversation at most so many turns are shown in the middle of the terminal. */
const shownTurns = 24

/** What was said on all connections of a check, a line a turn. */
export function turnLines(check: Pick<ReportedCheck, 'transcript'>, context: Drawing): string[] {
  const turns = turnsOf(check.transcript)
  const shown =
    turns.length > shownTurns ? [...turns.slice(0, 4), ...turns.slice(4 - shownTurns)] : turns
  const clients = new Set(turns.flatMap((turn) => ('connection' in turn ? [turn.connection] : [])))
  return shown.flatMap((turn, index) => [
    ...(turns.length > shownTurns && index === 4 ? ['  ⋮'] : []),
    `  ${turnLine(turn, clients.size > 1, context)}`,
  ])
}

function turnLine(turn: Turn, several: boolean, { say, paint, width }: Drawing): string {
  if (turn.kind === 'exit') {
    const { by, status, signal } = turn
    if (by === undefined) return paint.red(say.report.exits(status, signal))
    const shown = say.pair.exits(by, status, signal)
    return status === 0 ? paint.dim(shown) : paint.red(shown)
  }
  if (turn.kind === 'input-end') return paint.dim(say.client.inputEnds)
  if (turn.kind === 'typed') {
    const { text } = excerpt(turn.bytes, width - columnsOf(say.client.userTypes) - 12)
    return `${paint.dim(say.client.userTypes)}  "${paint.cyan(text)}"`
  }
  const who = several ? ` ${turn.connection}` : ''
  if (turn.kind === 'bytes') {
    const label = `${directionOf(turn.by, say)}${who}`
    const size = turn.bytes.length > 60 ? ` (${say.report.bytes(turn.bytes.length)})` : ''
    const { text } = excerpt(turn.bytes, width - columnsOf(label) - columnsOf(size) - 12)
    return `${paint.dim(label)}  "${turn.by === 'client' ? paint.cyan(text) : text}"${size}`
  }
  if (turn.kind === 'connected')
    return paint.dim(`${say.report.client}${who} ${say.report.connects}`)
  if (turn.kind === 'refused') return paint.dim(`${say.report.client}${who} ${say.report.refused}`)
  const party = turn.by === 'client' ? say.report.client : say.report.server
  const ending = turn.kind === 'fin' ? say.report.closes : say.report.resets
  return paint.dim(`${party}${who} ${ending}`)
}

function directionOf(by: 'client' | 'server', say: Messages): string {
  return by === 'client' ? say.report.clientSays : say.report.serverSays
}
