const symbols: Readonly<Record<number, string>> = {
  0: '␀',
  9: '⇥',
  10: '⏎',
  13: '␍',
  27: '␛',
  32: '␠',
  127: '␡',
}

/** One visible cell a character; `bytes` is how many bytes it stands for. */
export interface Cell {
  readonly text: string
  readonly bytes: number
}

/**
 * Bytes as a person can read them: UTF-8 text as itself, white space and control characters as
 * symbols, what is no UTF-8 or can't be seen as `\xNN`. Nothing in it can move a cursor.
 */
export function visibleCells(bytes: Uint8Array): Cell[] {
  const cells: Cell[] = []
  for (let at = 0; at < bytes.length; ) {
    const ascii = asciiCells[bytes[at] as number]
    if (ascii) {
      cells.push(ascii)
      at += 1
      continue
    }
    const length = sequenceLength(bytes, at)
    const character = length > 0 ? decode(bytes.subarray(at, at + length)) : undefined
    if (character === undefined) {
      cells.push({ text: hex(bytes[at] as number), bytes: 1 })
      at += 1
    } else {
      cells.push({
        text: visibleCharacter(character, bytes.subarray(at, at + length)),
        bytes: length,
      })
      at += length
    }
  }
  return cells
}

/** The cells run together, for one line of output. */
export function visible(bytes: Uint8Array): string {
  return visibleCells(bytes)
    .map((cell) => cell.text)
    .join('')
}

/**
 * A program's output as lines that are safe to show: line ends divide, a tab becomes spaces, any other
 * control or invisible character stands as a symbol.
 */
export function visibleLines(output: Uint8Array): string[] {
  const lines: string[] = ['']
  let offset = 0
  for (const { text, bytes } of visibleCells(output)) {
    const byte = bytes === 1 ? (output[offset] as number) : -1
    offset += bytes
    if (byte === 10) lines.push('')
    else if (byte !== 13) lines[lines.length - 1] += asLaidOut[byte] ?? text
  }
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** What white space looks like where lines are laid out as they were meant. */
const asLaidOut: Readonly<Record<number, string>> = { 9: '    ', 32: ' ' }

function visibleCharacter(character: string, bytes: Uint8Array): string {
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? [...bytes].map(hex).join('') : character
}

/** The cells of ASCII, by its codes: nearly all there is to be made visible, in reports of tens of kilobytes. */
const asciiCells: readonly Cell[] = Array.from({ length: 128 }, (_, code) => ({
  text: symbols[code] ?? visibleCharacter(String.fromCharCode(code), Uint8Array.of(code)),
  bytes: 1,
}))

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** How long the UTF-8 sequence is that begins here, by its first byte; 0 where none can. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  return at + length <= bytes.length ? length : 0
}
