import { bytesOf, indexOf } from '../harness/spec/bytes.ts'
import { type Pattern, within } from '../harness/spec/pattern.ts'

/**
 * A line as it was typed, in the words of a client that sends it: without its line end, with which it is
 * forgiven. Whatever else it says is another check's rule.
 */
export function typedLine(text: string): Pattern {
  const line = within(text)
  return {
    ...line,
    hear(bytes, over) {
      const hearing = line.hear(bytes, over)
      if (hearing.is !== 'heard') return hearing
      const end = indexOf(bytes.subarray(hearing.length), bytesOf('\n'))
      const hasEnd = end === 0 || (end === 1 && bytes[hearing.length] === 13)
      return hasEnd
        ? { ...hearing, length: hearing.length + end + 1, strict: false }
        : { ...hearing, complete: bytes.length > hearing.length }
    },
  }
}
