import type { Report, ReportedCheck, ReportedEvent } from '../report/schema.ts'
import { safe } from './safe.ts'

/** Longer messages are made by a command instead of being written out, bytes. */
const writtenOut = 120

/** Nobody types more messages of one client. */
const mostMessages = 8

/** A message as it is said by hand: its bytes, as far as the report keeps them, and how many there were. */
interface Message {
  readonly kept: Buffer
  readonly length: number
  /** Whether the server had spoken since the message before it. */
  readonly answers: boolean
}

/**
 * A line for a POSIX shell that does by hand what was done in a check: the clients of a server under
 * test, or the server and the user of a client.
 */
export function commandByHand(
  transcript: readonly ReportedEvent[],
  { submission, role }: Pick<Report, 'submission' | 'role'>,
  typing: boolean,
): string {
  const { port = 0, command = '' } = submission
  return role === 'client'
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
  return printing({ kept: Buffer.from(bytes.base64, 'base64'), length: bytes.length })
}

/**
 * Each message after a second, the next client after the one before. Empty where no client connected, or one said
 * too much.
 */
function asClients(transcript: readonly ReportedEvent[], port: number, typing: boolean): string {
  const clients = new Map<number, { address: string; messages: Message[] }>()
  const answered = new Set<number>()
  for (const event of transcript) {
    if (event.kind === 'connected' || event.kind === 'refused') {
      clients.set(event.connection, { address: event.address, messages: [] })
    }
    if (event.kind !== 'bytes') continue
    if (event.by === 'server') answered.add(event.connection)
    else {
      const { length, base64 } = event.bytes
      const answers = answered.delete(event.connection)
      const kept = Buffer.from(base64, 'base64')
      clients.get(event.connection)?.messages.push({ kept, length, answers })
    }
  }
  const netcat = (address: string, options = '') => `nc ${options}${address} ${port}`
  if (typing) return netcat([...clients.values()][0]?.address ?? '127.0.0.1')
  const said = [...clients.values()].map(({ address, messages }) => ({
    address,
    messages: messages.length > mostMessages ? runTogether(messages) : messages,
  }))
  if (said.some(({ messages }) => messages.length > mostMessages)) return ''
  const lines = said.map(({ address, messages }) => {
    const [only, ...others] = messages.map(printing)
    if (only === undefined) return netcat(address)
    const said = others.length > 0 ? `(${[only, ...others].join('; sleep 1; ')})` : only
    return `${said} | ${netcat(address, '-q1 ')}`
  })
  return lines.join('; ')
}

/** The same messages; those that followed each other without an answer as one. */
function runTogether(messages: readonly Message[]): Message[] {
  const together: Message[] = []
  for (const message of messages) {
    const before = message.answers ? undefined : together.pop()
    const kept = before ? Buffer.concat([before.kept, message.kept]) : message.kept
    const length = (before?.length ?? 0) + message.length
    together.push({ kept, length, answers: before?.answers ?? message.answers })
  }
  return together
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
function printing({ kept: message, length }: Omit<Message, 'answers'>): string {
  if (length > writtenOut) return `head -c ${length} /dev/zero | tr '\\0' x`
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
