import { lineLike } from '../harness/spec/pattern.ts'
import { defineClientSpec } from '../harness/spec/spec.ts'
import { talk } from '../harness/spec/talk.ts'
import { endsWithStatus0, nobodyListens } from './client-checks.ts'

/** The message is sent; where the client asks its user for it, it is typed. */
const sent = talk().user('hello, world!').user.leaves().client(lineLike('message', 'hello, world!'))

export const collectorClient = defineClientSpec({
  id: 'collector-client',
  port: 1090,
  title: { en: 'Collector’s client', ru: 'Клиент сервера-накопителя' },
  task: {
    en: 'Write a TCP client that connects to port 1090 of its own machine, sends one message, “hello, world!”, closes the connection, and ends with status 0. It waits for no answer: the server sends none.',
    ru: 'Напишите TCP-клиент, который подключается к порту 1090 своего компьютера, отправляет одно сообщение, «hello, world!», закрывает соединение и завершается с кодом 0. Ответа он не ждёт: сервер ничего не отправляет.',
  },
  example: talk()
    .client('hello, world!')
    .client.leaves()
    .server.prints('hello, world!')
    .client.ends(),
  resembles(seen) {
    if (seen.opening !== '') return seen.closedAtOnce ? 1 : 0
    return seen.afterTyping !== '' && seen.closedAfterTyping ? 0.9 : 0
  },
  checks: {
    'sends-a-message': {
      tier: 'core',
      points: 40,
      rule: {
        en: 'A message is sent.',
        ru: 'Сообщение отправлено.',
      },
      why: {
        en: 'This is what the client is there for; the server waits until somebody speaks.',
        ru: 'Ради этого клиент и нужен; сервер ждёт, пока кто-нибудь заговорит.',
      },
      hint: {
        en: 'connect(), then send(b"hello, world!"). Don’t wait for the server to begin: it says nothing.',
        ru: 'connect(), затем send(b"hello, world!"). Не ждите, что начнёт сервер: он молчит.',
      },
      play: sent,
    },
    closes: {
      tier: 'core',
      points: 35,
      rule: {
        en: 'Then the client closes the connection.',
        ru: 'Затем клиент закрывает соединение.',
      },
      why: {
        en: 'The close is how the server learns that all has come: until then it prints nothing.',
        ru: 'По закрытию сервер узнаёт, что пришло всё: до этого он ничего не напечатает.',
      },
      hint: {
        en: 'Call close() after send(), and no recv(): there is nothing to receive.',
        ru: 'После send() вызовите close(), без recv(): принимать нечего.',
      },
      needs: ['sends-a-message'],
      play: sent.client.leaves(),
    },
    'status-0': {
      points: 25,
      needs: ['closes'],
      ...endsWithStatus0({ opening: sent }),
    },
    'nobody-listens': { points: 10, needs: ['sends-a-message'], ...nobodyListens() },
  },
})
