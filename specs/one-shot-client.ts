import { anyWords } from '../harness/spec/pattern.ts'
import { shownInPieces } from '../harness/spec/printed.ts'
import { defineClientSpec } from '../harness/spec/spec.ts'
import { talk } from '../harness/spec/talk.ts'
import { russian } from '../harness/spec/texts.ts'
import { endsWithStatus0, nobodyListens, serverCloses, serverResets } from './client-checks.ts'
import { answerTo, example } from './one-shot-talk.ts'

/** The message is sent; where the client asks its user for it, it is typed. */
const sent = talk()
  .user('Привет, сервер!')
  .user.leaves()
  .client(anyWords('said', 'Привет, сервер!'))

/** And answered, as the server does it. */
const answered = sent.server(({ said }) => answerTo(said)).server.closes()

export const oneShotClient = defineClientSpec({
  id: 'one-shot-client',
  port: 12345,
  title: { en: 'One-shot client', ru: 'Клиент сервера одного ответа' },
  task: {
    en: 'Write a TCP client that connects to port 12345 of its own machine, sends one message (“Привет, сервер!”, in UTF-8), prints the answer after a label (“Ответ от сервера: …”), closes the connection, and ends with status 0.',
    ru: 'Напишите TCP-клиент, который подключается к порту 12345 своего компьютера, отправляет одно сообщение («Привет, сервер!», в UTF-8), печатает ответ после подписи («Ответ от сервера: …»), закрывает соединение и завершается с кодом 0.',
  },
  example,
  resembles(seen) {
    const said = seen.opening || seen.afterTyping
    const leftAtOnce = seen.closedAtOnce || seen.closedAfterTyping
    if (said === '' || leftAtOnce || seen.toProblem !== '') return 0
    return seen.closed ? 0.9 : seen.opening === '' ? 0.2 : 0.7
  },
  checks: {
    'sends-a-message': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'A message is sent.',
        ru: 'Сообщение отправлено.',
      },
      why: {
        en: 'The server waits for the client to speak first.',
        ru: 'Сервер ждёт, что клиент заговорит первым.',
      },
      hint: {
        en: 'connect(), then send("Привет, сервер!".encode()), before the first recv().',
        ru: 'connect(), затем send("Привет, сервер!".encode()) — до первого recv().',
      },
      play: sent,
    },
    'prints-the-answer': {
      tier: 'core',
      points: 30,
      rule: {
        en: 'The answer stands on standard output, as text.',
        ru: 'Ответ напечатан на стандартном выводе, текстом.',
      },
      why: {
        en: 'The user has no other way to see it.',
        ru: 'Иначе пользователь его не увидит.',
      },
      hint: {
        en: "recv(1024), decode as UTF-8, print. Without decode() Python prints b'\\xd0…', which nobody can read (forgiven, not with --strict).",
        ru: "recv(1024), декодируйте из UTF-8 и напечатайте. Без decode() Python напечатает b'\\xd0…', и прочесть это нельзя (прощается, но не с --strict).",
      },
      needs: ['sends-a-message'],
      play: answered.client.prints(({ said }) => answerTo(said)),
    },
    'prints-what-comes': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'What is printed is what the server sent, whatever that is.',
        ru: 'Печатается то, что прислал сервер, что бы это ни было.',
      },
      why: {
        en: 'A client that makes the answer up by itself needs no server.',
        ru: 'Клиенту, который придумывает ответ сам, сервер не нужен.',
      },
      hint: {
        en: 'Print what recv() returned, not a text of your own.',
        ru: 'Печатайте то, что вернул recv(), а не собственный текст.',
      },
      needs: ['prints-the-answer'],
      play: sent
        .server(russian('other'))
        .server.closes()
        .client.prints(({ other }) => other),
    },
    closes: {
      tier: 'core',
      points: 15,
      rule: {
        en: 'After the answer the client closes the connection.',
        ru: 'После ответа клиент закрывает соединение.',
      },
      why: {
        en: 'Whoever is done says so: an open connection keeps the server’s resources.',
        ru: 'Кто закончил, тот закрывает: открытое соединение занимает ресурсы сервера.',
      },
      hint: {
        en: 'Call close() after the answer; don’t wait for a second one.',
        ru: 'После ответа вызовите close(); второго не ждите.',
      },
      needs: ['sends-a-message'],
      play: answered.client.leaves(),
    },
    'status-0': {
      points: 20,
      needs: ['closes'],
      ...endsWithStatus0({ opening: answered }),
    },
    'answer-in-pieces': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'An answer that comes in pieces is shown whole.',
        ru: 'Ответ, пришедший частями, показан целиком.',
      },
      why: {
        en: 'TCP keeps no message borders, and a Russian letter may be cut in two.',
        ru: 'TCP не хранит границ сообщений, и русская буква может быть разрезана пополам.',
      },
      hint: {
        en: 'The server closes after its answer: receive until recv() returns no bytes, put the pieces together, and decode them only then.',
        ru: 'После ответа сервер закрывает соединение: принимайте, пока recv() не вернёт пустоту, соедините части и только потом декодируйте.',
      },
      needs: ['prints-the-answer'],
      play: sent
        .server(({ said }) => answerTo(said), { piecesOf: 5 })
        .server.closes()
        .client.prints(({ said }) => shownInPieces(answerTo(said))),
    },
    'server-closes': {
      points: 10,
      needs: ['sends-a-message'],
      ...serverCloses({ opening: sent }),
    },
    'server-resets': {
      points: 5,
      needs: ['sends-a-message'],
      ...serverResets({ opening: sent }),
    },
    'nobody-listens': { points: 10, needs: ['sends-a-message'], ...nobodyListens() },
  },
})
