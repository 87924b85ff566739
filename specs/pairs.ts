/** What a referee expects of a server and a client that talk to each other. */
import { findProblem, type Sum } from '../harness/spec/arithmetic.ts'
import { bytesOf, textOf } from '../harness/spec/bytes.ts'
import { CannotJudge, RuleBroken } from '../harness/spec/failure.ts'
import type { Pair, PairStage } from '../harness/spec/pair.ts'
import { exactly, hole, newlineForgiven, type Pattern } from '../harness/spec/pattern.ts'
import { printed } from '../harness/spec/printed.ts'
import { type Talk, talk } from '../harness/spec/talk.ts'
import { digits, russian, word } from '../harness/spec/texts.ts'
import { atMostFarewell } from './ack.ts'
import { eitherOf } from './ack-client.ts'
import { usualAck, usualGreeting } from './ack-talk.ts'
import { twice } from './doubling-talk.ts'
import { answerTo as oneShotAnswer } from './one-shot-talk.ts'
import { answerTo, greeting } from './quiz-asked.ts'
import { isGreeted, problem } from './quiz-talk.ts'

/** A line just as it was typed, and no more; its line end is forgiven, and belongs to what is answered. */
function asTyped(text: string): Pattern<{ readonly sent: string }> {
  const line = exactly(text)
  return {
    expected: bytesOf(text),
    forgivesNewline: false,
    sample: { text, found: { sent: text } },
    speak: () => ({ bytes: bytesOf(text), found: { sent: text } }),
    hear(bytes, over) {
      const hearing = line.hear(bytes, over)
      if (hearing.is !== 'heard') return hearing
      const [end = ''] = /^\r?\n/.exec(textOf(bytes.subarray(hearing.length))) ?? []
      const length = hearing.length + end.length
      if (bytes.length > length && bytes[length] !== 13) return { is: 'different' }
      const [strict, complete] = [end === '', end !== '']
      return { is: 'heard', length, found: { sent: text + end }, strict, complete }
    },
  }
}

/** Texts of all kinds are typed one after another, and each is answered before the next. */
function typedAndAnswered(answer: (sent: string) => Pattern): Talk<object> {
  const texts = [word('typed'), russian('typed'), digits('typed')]
  return texts
    .reduce<Talk<object>>(
      (soFar, text) =>
        soFar
          .user(text)
          .client(({ typed }) => asTyped(typed))
          .server(({ sent }) => answer(sent))
          .client.prints(({ sent }) => textOf(answer(sent).expected ?? new Uint8Array()).trim()),
      talk(),
    )
    .user('exit')
    .client.leaves()
    .client.addsNothing()
    .server.closes()
    .server.addsNothing()
    .client.ends()
}

/** The answer of a server that is held to the message as it came; without white space around is forgiven. */
function oneShotAnswerTo(text: string): Pattern {
  const whole = newlineForgiven(oneShotAnswer(text))
  const bare = exactly(oneShotAnswer(text.trim()))
  return {
    ...whole,
    hear(bytes, over) {
      const hearing = whole.hear(bytes, over)
      const other = bare.hear(bytes, over)
      if (hearing.is === 'different' || (over && hearing.is === 'unfinished')) {
        return other.is === 'heard' ? { ...other, strict: false } : hearing
      }
      return hearing
    },
  }
}

async function oneShot({ client, server }: PairStage): Promise<void> {
  const { text } = await client.hears(hole('text', 'Привет, сервер!', () => 'Привет'))
  await server.hears(oneShotAnswerTo(text))
  client.mayClose()
  await server.seesClose()
  server.hearsNoMore()
  client.prints(printed(oneShotAnswer(text.trim()), { bytesForgiven: true }))
  await client.ends()
}

async function collector({ client, server }: PairStage): Promise<void> {
  await client.hears(hole('text', 'hello, world!', () => 'hello'))
  await client.seesClose()
  server.hearsNoMore()
  server.prints(printed(textOf(client.received)))
  await server.seesClose()
  server.hearsNoMore()
  await client.ends()
}

interface LineOptions {
  /** It has to have an end. */
  readonly ended: boolean
}

/** A line of any words up to its end, which may be missing. */
const free: LineOptions = { ended: false }

/** A line of any words up to its end; `usual` is what the lesson's program says. */
function anyLine(usual: string, { ended }: LineOptions): Pattern<{ readonly line: string }> {
  return {
    expected: bytesOf(usual),
    forgivesNewline: false,
    sample: { text: usual, found: { line: usual } },
    speak: () => ({ bytes: bytesOf(usual), found: { line: usual } }),
    hear(bytes, over) {
      const [, line = '', end = ''] = /^(\s*[^\n]*)(\n?)/.exec(textOf(bytes)) ?? []
      if (line.trim() === '') return { is: 'unfinished' }
      // What was said without an end runs together with what is said next.
      if (ended && /\Squit\s*$/.test(line)) return { is: 'different' }
      if (end === '' && ended) return { is: over ? 'different' : 'unfinished' }
      const length = bytesOf(line + end).length
      return { is: 'heard', length, found: { line }, strict: true, complete: end !== '' }
    },
  }
}

async function ack({ client, server }: PairStage): Promise<void> {
  const { line: greeting } = await server.hears(anyLine(usualGreeting, free))
  let acknowledgement = usualAck
  for (let said = ''; ; ) {
    const { line } = await client.hears(anyLine('hello\n', { ended: true }))
    if (line.includes('quit')) {
      client.mayClose()
      server.mayClose()
      const words = await server.hearsOut()
      const farewell = atMostFarewell(acknowledgement, said).hear(words, true)
      if (farewell.is !== 'heard') {
        throw server.broke({ code: 'unasked-bytes', received: words, when: 'besides' })
      }
      break
    }
    // Who doesn't wait for the greeting may find it and the acknowledgement in one, without a line end.
    if (said !== '' || !greeting.includes(usualAck.trim())) {
      acknowledgement = (await server.hears(anyLine(usualAck, free))).line
    }
    said = line
  }
  client.prints(eitherOf([greeting, acknowledgement]))
  await server.seesClose()
  await client.seesClose({ orResets: true })
  await client.ends()
}

/** The answer to a sum, in any reading of it. */
function anyAnswerTo({ text, answers }: Sum): Pattern {
  const readings = answers.map((answer) => answerTo({ text, answers: [answer] }))
  const [likeliest] = readings as [Pattern]
  return {
    ...likeliest,
    hear(bytes, over) {
      const hearings = readings.map((each) => each.hear(bytes, over))
      return hearings.find(({ is }) => is === 'heard') ?? likeliest.hear(bytes, over)
    },
  }
}

/** What a server says to an answer that may be wrong in its own reading is nobody's fault. */
async function unlessAmbiguous<Result>(sum: Sum | undefined, hearing: Promise<Result>) {
  try {
    return await hearing
  } catch (error) {
    if (!(error instanceof RuleBroken) || !sum || sum.answers.length < 2) throw error
    throw new CannotJudge(`the answer to "${sum.text}" is ambiguous: ${sum.answers.join(', ')}`)
  }
}

async function quiz({ client, server }: PairStage): Promise<void> {
  let last: Sum | undefined
  for (let number = 1; number <= 10; number++) {
    const asked = await unlessAmbiguous(last, server.hears(problem))
    if (number === 1 && !isGreeted(asked)) {
      const expected = bytesOf(greeting)
      throw server.broke({ code: 'wrong-bytes', expected, received: server.received })
    }
    if (asked.number !== number) {
      throw server.broke({ code: 'wrong-number', expected: number, found: asked.number })
    }
    last = asked.sum
    await client.hears(anyAnswerTo(asked.sum))
    const received = server.saidBefore()
    if ((findProblem(textOf(received))?.number ?? 0) > number) {
      throw server.broke({ code: 'unasked-bytes', received, when: 'before-the-client' })
    }
  }
  const received = await server.hearsOut()
  const words = textOf(received)
  if (words.trim() === '') await unlessAmbiguous(last, server.hears(anyLine('You win!\n', free)))
  client.mayClose()
  if (findProblem(words)?.number === 11) throw server.broke({ code: 'went-on', received })
  // The line end of the last answer may come late, and is not waited for.
  await server.seesClose({ orResets: true })
  await client.seesClose({ orResets: true })
  await client.ends()
  await server.ends()
}

/** How each protocol is talked through by a server and a client, in the order of the lessons. */
export const pairs: readonly Pair[] = [
  {
    server: 'echo',
    client: 'echo-client',
    play: typedAndAnswered((sent) => exactly(sent)),
  },
  {
    server: 'doubling',
    client: 'doubling-client',
    play: typedAndAnswered((sent) => newlineForgiven(twice(sent.trim()))),
  },
  { server: 'collector', client: 'collector-client', play: collector },
  { server: 'one-shot', client: 'one-shot-client', play: oneShot },
  { server: 'ack', client: 'ack-client', play: ack },
  { server: 'quiz', client: 'quiz-client', play: quiz },
]
