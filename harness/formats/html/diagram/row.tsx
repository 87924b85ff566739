import type { Context } from '../context.ts'
import { Arrow, Label, Quote } from './arrow.tsx'
import type { Lanes } from './lanes.ts'
import { DrawnMoment } from './moment.tsx'
import type { Row } from './rows.ts'

/** What a line of the diagram is drawn with. */
export interface Place {
  /** Pixels from the top. */
  readonly y: number
  readonly lanes: Lanes
  readonly context: Context
}

/** One line of the diagram. */
export function DrawnRow({ row, ...place }: Place & { row: Row }) {
  const { say } = place.context
  switch (row.kind) {
    case 'pause':
      return <Label {...place} kind="fold" text={say.page.later(row.ms)} />
    case 'fold':
      return <Label {...place} kind="fold" text={say.page.folded(row.count)} />
    case 'missing':
      return <Missing {...place} row={row} />
    case 'moment':
      return <DrawnMoment {...place} moment={row.moment} focus={row.focus} />
  }
}

function Missing({ row, ...place }: Place & { row: Extract<Row, { kind: 'missing' }> }) {
  const { say } = place.context
  const before = `${say.report.expected}: `
  const { what, connection } = row
  return (
    <>
      <Arrow {...place} by="server" client={place.lanes.of(connection)} kind="missing" />
      {typeof what === 'string' ? (
        <Label {...place} kind="missing" text={before + say.page.missing[what]} />
      ) : (
        <Quote {...place} bytes={what} before={before} kind="missing" />
      )}
    </>
  )
}
