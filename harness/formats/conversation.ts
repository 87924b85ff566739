import type { ReportedBytes, ReportedEvent } from '../report/schema.ts'

/** One line of a conversation as it is shown: bytes of one side run together, or something that happened. */
export type Turn =
  | {
      readonly kind: 'bytes'
      readonly connection: number
      readonly by: 'client' | 'server'
      readonly bytes: ReportedBytes
      readonly segments: number
    }
  | Exclude<ReportedEvent, { kind: 'bytes' | 'output' | 'started' }>

/** The turns of a transcript: segments that follow each other in one direction count as one. */
export function turnsOf(transcript: readonly ReportedEvent[]): Turn[] {
  const turns: Turn[] = []
  const runs: Run[] = []
  for (const event of transcript) {
    if (event.kind === 'output' || event.kind === 'started') continue
    if (event.kind !== 'bytes') {
      turns.push(event)
      continue
    }
    const { connection, by, bytes } = event
    const last = runs.at(-1)
    if (last && last.turn === turns.at(-1) && last.connection === connection && last.by === by) {
      last.parts.push(bytes)
    } else {
      const turn: Turn = { kind: 'bytes', connection, by, bytes, segments: 1 }
      turns.push(turn)
      runs.push({ turn, connection, by, parts: [bytes] })
    }
  }
  const whole = new Map(runs.map(({ turn, parts }) => [turn, parts]))
  return turns.map((turn) => {
    const parts = whole.get(turn)
    return turn.kind === 'bytes' && parts
      ? { ...turn, bytes: joined(parts), segments: parts.length }
      : turn
  })
}

/** What the program printed on both streams while the check was played. */
export function outputIn(transcript: readonly ReportedEvent[]): Uint8Array {
  return Buffer.concat(
    transcript.flatMap((event) =>
      event.kind === 'output' ? [Buffer.from(event.bytes.base64, 'base64')] : [],
    ),
  )
}

/** Segments that follow each other in one direction. */
interface Run {
  readonly turn: Turn
  readonly connection: number
  readonly by: 'client' | 'server'
  readonly parts: ReportedBytes[]
}

function joined(parts: readonly ReportedBytes[]): ReportedBytes {
  const whole = Buffer.concat(parts.map(({ base64 }) => Buffer.from(base64, 'base64')))
  return {
    length: parts.reduce((sum, { length }) => sum + length, 0),
    text: parts.map(({ text }) => text).join(''),
    base64: whole.toString('base64'),
  }
}
