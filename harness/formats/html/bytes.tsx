import type { ReportedBytes } from '../../report/schema.ts'
import { excerpt } from '../bytes.ts'
import { stretchesOf } from '../page/letters.ts'

/** What is marked where bytes end before the one in question: a blank, which the mark makes visible. */
export const atEnd = '\u00a0'

/** Bytes in a text, at most so many columns of them, the one in question marked. */
export function Bytes(props: {
  bytes: ReportedBytes
  columns: number
  focus?: number | undefined
}) {
  const { bytes, columns, focus } = props
  const [before, here, after] = excerpt(bytes, columns, focus).parts
  if (focus === undefined) return <Quoted text={before + here + after} />
  return (
    <code class="bytes" translate={false}>
      “<Stretches text={before} />
      <mark>
        <Stretches text={here || atEnd} />
      </mark>
      <Stretches text={after} />”
    </code>
  )
}

function Quoted({ text }: { text: string }) {
  return (
    <code class="bytes" translate={false}>
      “<Stretches text={text} />”
    </code>
  )
}

function Stretches({ text }: { text: string }) {
  return (
    <>
      {stretchesOf(text).map(({ text, blank }, index) =>
        blank ? <i key={index}>{text}</i> : text,
      )}
    </>
  )
}
