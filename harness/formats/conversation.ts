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
  for (const event of transcript) {
    if (event.kind === 'output' || event.kind === 'started') continue
    if (event.kind !== 'bytes') {
      turns.push(event)
      continue
    }
    const { connection, by, bytes } = event
    const last = turns.at(-1)
    if (last?.kind === 'bytes' && last.connection === connection && last.by === by) {
      turns[turns.length - 1] = {
        ...last,
        bytes: joined(last.bytes, bytes),
        segments: last.segments + 1,
      }
    } else turns.push({ kind: 'bytes', connection, by, bytes, segments: 1 })
  }
  return turns
}

/** What the program printed on both streams while the check was played. */
export function outputIn(transcript: readonly ReportedEvent[]): Uint8Array {
  return Buffer.concat(
    transcript.flatMap((event) =>
      event.kind === 'output' ? [Buffer.from(event.bytes.base64, 'base64')] : [],
    ),
  )
}

function joined(first: ReportedBytes, second: ReportedBytes): ReportedBytes {
  const whole = Buffer.concat([
    Buffer.from(first.base64, 'base64'),
    Buffer.from(second.base64, 'base64'),
  ])
  return {
    length: first.length + second.length,
    text: first.text + second.text,
    base64: whole.toString('base64'),
  }
}
