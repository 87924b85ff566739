import type { Report, ReportedCheck, ReportedEvent } from '../report/schema.ts'
import { safe } from './safe.ts'

/** Longer messages are made by a command instead of being written out, bytes. */
const writtenOut = 120

/**
 * A line for a POSIX shell that does by hand what was done in a check: the clients of a server under
 * test, or the server and the user of a client.
 */
export function commandByHand(report: Report, check: ReportedCheck, typing: boolean): string {
  const { port = 0, command = '' } = report.submission
  const { transcript } = check
  return report.role === 'client'
    ? asServer(transcript, port, safe(command))
    : asClients(transcript, port, typing)
}

/** The server in the background, speaking in its turn, and the program with what its user types. */
function asServer(transcript: readonly ReportedEvent[], port: number, command: string): string {
  const said: string[] = []
  const typed: string[] = []
  let listens = false
  for (const event of transcript) {
    if (event.kind === 'connected') listens = true
    if (event.kind === 'bytes' && event.by === 'server') said.push(printingIn(event))
    if (event.kind === 'typed') typed.push(printingIn(event))
  }
  const later = (words: readonly string[]) => words.join('; sleep 1; ')
  const server = said.length > 0 ? `(sleep 2; ${later(said)}) | nc -l ${port}` : `nc -l ${port}`
  const program =
    typed.length > 0 ? `(sleep 1; ${later([...typed, 'true'])}) | ${command}` : command
  return listens ? `${server} & sleep 1; ${program}` : program
}

function printingIn({ bytes }: Extract<ReportedEvent, { kind: 'bytes' | 'typed' }>): string {
  return printing(Buffer.from(bytes.base64, 'base64'))
}

/** Each message after a second, the next client after the one before. Empty where no client connected. */
function asClients(transcript: readonly ReportedEvent[], port: number, typing: boolean): string {
  const clients = new Map<number, { address: string; messages: Buffer[] }>()
  for (const event of transcript) {
    if (event.kind === 'connected' || event.kind === 'refused') {
      clients.set(event.connection, { address: event.address, messages: [] })
    }
    if (event.kind === 'bytes' && event.by === 'client') {
      clients.get(event.connection)?.messages.push(Buffer.from(event.bytes.base64, 'base64'))
    }
  }
  const netcat = (address: string, options = '') => `nc ${options}${address} ${port}`
  if (typing) return netcat([...clients.values()][0]?.address ?? '127.0.0.1')
  const lines = [...clients.values()].map(({ address, messages }) => {
    const [only, ...others] = messages.map(printing)
    if (only === undefined) return netcat(address)
    const said = others.length > 0 ? `(${[only, ...others].join('; sleep 1; ')})` : only
    return `${said} | ${netcat(address, '-q1 ')}`
  })
  return lines.join('; ')
}

/** The command that plays a check again, with the same random data. */
export function commandAgain({ submission, seed }: Report, { id }: ReportedCheck): string {
  return `npm run grade -- ${quoted(safe(submission.title))} --only ${id} --seed ${seed}`
}

/** A word for a shell, in quotes where it needs them. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** The shell command that prints these bytes. */
function printing(message: Buffer): string {
  if (message.length > writtenOut) return `head -c ${message.length} /dev/zero | tr '\\0' x`
  const text = message.toString()
  const isText =
    Buffer.from(text).equals(message) && !/[\p{C}\p{M}]/u.test(text.replace(/[\n\t\r]/g, ''))
  return `printf '${(isText ? [...text] : [...message].map((byte) => String.fromCharCode(byte))).map((character) => escaped(character, isText)).join('')}'`
}

/** One character as printf(1) and single quotes take it; one that stands for a bare byte in octal. */
function escaped(character: string, isText: boolean): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  if (character === '\r') return '\\r'
  if (character === '%') return '%%'
  const code = character.charCodeAt(0)
  const plain = code >= 32 && (isText || code < 127) && !"'\\".includes(character)
  return plain ? character : `\\${code.toString(8).padStart(3, '0')}`
}
