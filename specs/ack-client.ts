import { bytesOf, textOf } from '../harness/spec/bytes.ts'
import { message, type Pattern, within } from '../harness/spec/pattern.ts'
import { printed, shownInPieces } from '../harness/spec/printed.ts'
import { defineClientSpec } from '../harness/spec/spec.ts'
import { talk } from '../harness/spec/talk.ts'
import { word } from '../harness/spec/texts.ts'
import { example, usualAck, usualGreeting } from './ack-talk.ts'
import { endsWithStatus0, nobodyListens, serverCloses, serverResets } from './client-checks.ts'

/** A line of any words, up to its end; one without an end too, where `ended` doesn't ask for it. */
function anyLine({ ended = false } = {}): Pattern {
  return {
    expected: ended ? bytesOf('hello\n') : undefined,
    forgivesNewline: false,
    sample: { text: 'hello\n', found: {} },
    speak: () => ({ bytes: bytesOf('hello\n'), found: {} }),
    hear(bytes, over) {
      const [whole = '', ...others] = textOf(bytes).split('\n')
      // Without an end, what is said next may run together with it.
      const [, line = whole] = /^(.+)quit\s*$/.exec(whole) ?? []
      const isEnded = others.length > 0 && line === whole
      if (line.trim() === '' || (ended && !isEnded))
        return { is: over ? 'different' : 'unfinished' }
      const length = bytesOf(line).length + (isEnded ? 1 : 0)
      return { is: 'heard', length, found: {}, strict: true, complete: isEnded }
    },
  }
}

/** One of several texts, as text or as the language shows bytes: the lesson's own client does that. */
export function eitherOf(texts: readonly string[]): Pattern {
  const patterns = texts.map((text) => printed(text.trim()))
  return {
    ...printed(texts.at(-1) ?? ''),
    hear: (bytes, over) =>
      patterns.map((each) => each.hear(bytes, over)).find(({ is }) => is === 'heard') ?? {
        is: 'unfinished',
      },
  }
}

const greeted = talk().server(usualGreeting)

/** A line is sent; where the client asks its user for it, it is typed. */
const sent = greeted.user('hello').client(anyLine())

const acknowledged = sent.server(usualAck)

const saidQuit = acknowledged.user('quit').client(within('quit'))

export const ackClient = defineClientSpec({
  id: 'ack-client',
  port: 31337,
  title: { en: 'Acknowledging server’s client', ru: 'Клиент сервера с подтверждениями' },
  task: {
    en: 'Write a TCP client that connects to port 31337 of its own machine, sends a line (“hello” and a newline), reads what the server says and prints it, sends the line “quit”, closes the connection, and ends with status 0.',
    ru: 'Напишите TCP-клиент, который подключается к порту 31337 своего компьютера, отправляет строку («hello» и перевод строки), читает и печатает ответ сервера, отправляет строку «quit», закрывает соединение и завершается с кодом 0.',
  },
  example,
  resembles(seen) {
    const all = seen.opening + seen.afterTyping + seen.toProblem
    if (all.includes('quit')) return 1
    return all.trim() !== '' && !seen.toProblem.includes('68') && seen.opening === '' ? 0.2 : 0
  },
  checks: {
    'sends-a-line': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'A message is sent.',
        ru: 'Сообщение отправлено.',
      },
      why: {
        en: 'The server has greeted, and waits.',
        ru: 'Сервер поздоровался и ждёт.',
      },
      hint: {
        en: 'connect(), then send(b"hello\\n"). The greeting comes as one line: reading until the server closes waits for ever.',
        ru: 'connect(), затем send(b"hello\\n"). Приветствие — одна строка: чтение до закрытия сервером будет длиться вечно.',
      },
      play: sent,
    },
    'ends-the-line': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The message ends with a newline.',
        ru: 'Сообщение кончается переводом строки.',
      },
      why: {
        en: 'A server that reads lines goes on waiting for the end of this one.',
        ru: 'Сервер, который читает строки, будет ждать конца этой.',
      },
      hint: {
        en: 'Put the newline into the message: b"hello\\n". What input() returns has lost it.',
        ru: 'Добавьте перевод строки в сообщение: b"hello\\n". У того, что вернул input(), его уже нет.',
      },
      needs: ['sends-a-line'],
      play: greeted.user('hello').client(anyLine({ ended: true })),
    },
    'prints-the-answer': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'What the server says stands on standard output: the greeting, or the acknowledgement.',
        ru: 'На стандартном выводе есть то, что сказал сервер: приветствие или подтверждение.',
      },
      why: {
        en: 'The user has no other way to see it.',
        ru: 'Иначе пользователь этого не увидит.',
      },
      hint: {
        en: 'After send() call recv(1024) and print what it returned.',
        ru: 'После send() вызовите recv(1024) и напечатайте, что он вернул.',
      },
      needs: ['sends-a-line'],
      play: talk()
        .server(message`You are connected, send ${word('what')}\n`)
        .user('hello')
        .client(anyLine())
        .server(message`Ok, i get ${word('it')}!\n`)
        .client.prints(({ what, it }) =>
          eitherOf([`You are connected, send ${what}`, `Ok, i get ${it}!`]),
        ),
    },
    'says-quit': {
      tier: 'core',
      points: 20,
      rule: {
        en: 'At the end “quit” is sent.',
        ru: 'В конце отправлено «quit».',
      },
      why: {
        en: 'By this word the server knows that the conversation is over.',
        ru: 'По этому слову сервер знает, что разговор окончен.',
      },
      hint: {
        en: 'send(b"quit\\n") before close().',
        ru: 'send(b"quit\\n") перед close().',
      },
      needs: ['sends-a-line'],
      play: saidQuit,
    },
    closes: {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Then the client closes the connection.',
        ru: 'Затем клиент закрывает соединение.',
      },
      why: {
        en: 'Both sides close: one alone leaves a connection half open.',
        ru: 'Закрывают обе стороны: одна оставила бы соединение полуоткрытым.',
      },
      hint: {
        en: 'Call close() after the “quit”; the server doesn’t answer it.',
        ru: 'После «quit» вызовите close(); сервер на него не отвечает.',
      },
      needs: ['says-quit'],
      play: saidQuit.server.closes().client.leaves(),
    },
    'status-0': {
      points: 10,
      needs: ['closes'],
      ...endsWithStatus0({
        opening: saidQuit.server.closes(),
      }),
    },
    'lines-in-pieces': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'Greeting and acknowledgement are shown whole, although they come in pieces.',
        ru: 'Приветствие и подтверждение показаны целиком, хотя приходят частями.',
      },
      why: {
        en: 'TCP keeps no message borders: one recv() may bring half a line, or two.',
        ru: 'TCP не хранит границ сообщений: один recv() может принести половину строки — или две.',
      },
      hint: {
        en: 'Read lines instead of calling recv() once (makefile().readline() in Python): first the greeting, then the acknowledgement.',
        ru: 'Читайте строки, а не вызывайте recv() один раз (makefile().readline() в Python): сначала приветствие, затем подтверждение.',
      },
      needs: ['prints-the-answer'],
      play: talk()
        .server(usualGreeting, { piecesOf: 8 })
        .user('hello')
        .client(anyLine())
        .server(usualAck, { piecesOf: 4 })
        .client.prints(shownInPieces(usualGreeting + usualAck)),
    },
    'server-closes': {
      points: 10,
      needs: ['says-quit'],
      ...serverCloses({ opening: sent }),
    },
    'server-resets': {
      points: 5,
      needs: ['says-quit'],
      ...serverResets({ opening: sent }),
    },
    'nobody-listens': { points: 10, needs: ['sends-a-line'], ...nobodyListens() },
  },
})
