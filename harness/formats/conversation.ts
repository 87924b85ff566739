import type { ReportedBytes, ReportedEvent } from '../report/schema.ts'

type Sounding = Extract<ReportedEvent, { bytes: ReportedBytes }>

/** Something that happened; bytes of one source that follow each other are one thing, of so many segments. */
export type Moment =
  | (Sounding & { readonly segments: number })
  | Exclude<ReportedEvent, { bytes: ReportedBytes }>

/** A moment of the conversation itself, which a program's start and output are not. */
export type Turn = Exclude<Moment, { kind: 'output' | 'started' }>

/** A transcript with the segments that follow each other run together. */
export function momentsOf(transcript: readonly ReportedEvent[]): Moment[] {
  const runs: ReportedEvent[][] = []
  for (const event of transcript) {
    const run = runs.at(-1)
    if (run?.[0] && sourceOf(event) !== '' && sourceOf(event) === sourceOf(run[0])) run.push(event)
    else runs.push([event])
  }
  return runs.map((run) => {
    const sounding = run.filter((event): event is Sounding => 'bytes' in event)
    const first = sounding[0]
    return first
      ? { ...first, bytes: joined(sounding.map(({ bytes }) => bytes)), segments: run.length }
      : (run[0] as Exclude<ReportedEvent, { bytes: ReportedBytes }>)
  })
}

/** The turns of a transcript: what was said, and how the connections began and ended. */
export function turnsOf(transcript: readonly ReportedEvent[]): Turn[] {
  return momentsOf(
    transcript.filter(({ kind }) => kind !== 'output' && kind !== 'started'),
  ) as Turn[]
}

/** What the program printed on both streams while the check was played. */
export function outputIn(transcript: readonly ReportedEvent[]): Uint8Array {
  return Buffer.concat(
    transcript.flatMap((event) =>
      event.kind === 'output' ? [Buffer.from(event.bytes.base64, 'base64')] : [],
    ),
  )
}

/** Who said it where; nobody where nothing was said. */
function sourceOf(event: ReportedEvent): string {
  if (event.kind === 'bytes') return `${event.by} ${event.connection}`
  if (event.kind === 'typed') return event.kind
  return event.kind === 'output' ? `${event.by ?? ''} ${event.stream}` : ''
}

function joined(parts: readonly ReportedBytes[]): ReportedBytes {
  const whole = Buffer.concat(parts.map(({ base64 }) => Buffer.from(base64, 'base64')))
  return {
    length: parts.reduce((sum, { length }) => sum + length, 0),
    text: parts.map(({ text }) => text).join(''),
    base64: whole.toString('base64'),
  }
}
