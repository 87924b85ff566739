import { repliesIn } from '../harness/spec/observation.ts'
import { newlineForgiven, type Pattern, some, within } from '../harness/spec/pattern.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import type { Client, Stage } from '../harness/spec/stage.ts'
import { talk } from '../harness/spec/talk.ts'
import { longWord, russian, word } from '../harness/spec/texts.ts'
import { notUtf8 } from './beyond/bytes.ts'
import { noDescriptorLeft } from './beyond/descriptors.ts'
import { reset, resetAtAnyPoint } from './beyond/resets.ts'
import { fiveInReverse } from './beyond/several-clients.ts'
import { answerTo, example } from './one-shot-talk.ts'

/** One client who is answered, in whatever words. */
const served = talk()
  .client(word('again'))
  .server(({ again }) => some(answerTo(again)))
  .client.leaves()

/** A message is answered, in whatever words. */
const exchange = {
  say: word('text'),
  answer: ({ text }: { readonly text: string }) => some(answerTo(text), { soon: true }),
}

/**
 * Five clients connect before the first speaks, and speak in the order in which they connected. One
 * whom a short queue let in late is waited for; whoever was not answered in his turn may be answered
 * once the others have spoken.
 */
async function fiveAtOnce(stage: Stage): Promise<void> {
  const arrivals = Array.from({ length: 5 }, () => stage.connects())
  for (const arrival of arrivals) arrival.catch(() => {})
  const unanswered: { readonly client: Client; readonly answer: Pattern }[] = []
  const said: string[] = []
  for (const arrival of arrivals) {
    const client = await arrival
    const { text } = await client.speaks(word('text'))
    const answer = some(answerTo(text), { butNo: [...said] })
    if (await client.mayHear(answer)) await client.leaves()
    else unanswered.push({ client, answer })
    said.push(text)
  }
  for (const { client, answer } of unanswered) await client.hears(answer)
}

export const oneShot = defineSpec({
  id: 'one-shot',
  port: 12345,
  serves: 'sequential',
  title: { en: 'One-shot server', ru: 'Сервер одного ответа' },
  task: {
    en: 'Write a TCP server that reads one message, answers “Сервер получил: ” followed by the message, in UTF-8, closes the connection, and serves the next client, for ever.',
    ru: 'Напишите TCP-сервер, который читает одно сообщение, отвечает «Сервер получил: » и самим сообщением, в UTF-8, закрывает соединение и обслуживает следующего клиента — и так без конца.',
  },
  example,
  resembles(seen) {
    const replies = repliesIn(seen)
    if (seen.greeting !== '' || replies === '') return 0
    if (replies.includes('Сервер получил')) return 1
    if (!seen.closedAfterAnswer) return 0
    return replies.trim() === seen.word ? 0.4 : 0.7
  },
  checks: {
    answers: {
      tier: 'core',
      points: 25,
      rule: {
        en: 'The answer to a message is “Сервер получил: ” and the message, exactly.',
        ru: 'Ответ на сообщение — ровно «Сервер получил: » и само сообщение.',
      },
      why: {
        en: 'A protocol is an agreement on bytes: the other side looks for just these.',
        ru: 'Протокол — договор о байтах: другая сторона ждёт именно этих.',
      },
      hint: {
        en: 'Compare letter by letter: the words, the colon, one space after it, then the message and nothing more. A message carries no newline: don’t wait for one.',
        ru: 'Сравните буква за буквой: слова, двоеточие, один пробел, затем сообщение и ничего больше. Перевода строки в сообщении нет — не ждите его.',
      },
      play: talk()
        .client.listens()
        .client(word('text'))
        .server(({ text }) => newlineForgiven(answerTo(text)))
        .server.addsNothing(),
    },
    cyrillic: {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A Cyrillic message is returned in the answer exactly.',
        ru: 'Сообщение кириллицей возвращается в ответе в точности.',
      },
      why: {
        en: 'In UTF-8 a Russian letter takes two bytes: whoever counts letters loses half of the message.',
        ru: 'В UTF-8 русская буква занимает два байта: кто считает буквы, теряет половину сообщения.',
      },
      hint: {
        en: 'Decode and encode with UTF-8, receive up to 1,024 bytes, and send as many bytes as the answer has.',
        ru: 'Декодируйте и кодируйте в UTF-8, принимайте до 1024 байт и отправляйте столько байт, сколько их в ответе.',
      },
      needs: [{ answerIn: 'answers' }],
      play: talk()
        .client(russian('text'))
        .server(({ text }) => within(text)),
    },
    'waits-for-the-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The server waits for the client to speak first.',
        ru: 'Сервер ждёт, пока первым заговорит клиент.',
      },
      why: {
        en: 'Who speaks first is part of the protocol: bytes that nobody expects are taken for the answer.',
        ru: 'Кто говорит первым — часть протокола: неожиданные байты примут за ответ.',
      },
      hint: {
        en: 'Call recv() right after accept(); send nothing and close nothing before it has returned.',
        ru: 'Сразу после accept() вызывайте recv(); до его возврата ничего не отправляйте и не закрывайте.',
      },
      play: talk().server.waits(),
    },
    closes: {
      tier: 'core',
      points: 15,
      rule: {
        en: 'After the answer the server closes the connection, in an orderly way.',
        ru: 'После ответа сервер закрывает соединение, как положено.',
      },
      why: {
        en: 'The close tells the client that the answer is complete. A reset can destroy the answer on its way.',
        ru: 'Закрытие сообщает клиенту, что ответ полон. Сброс может уничтожить ответ в пути.',
      },
      hint: {
        en: 'Close the client’s socket after sendall(). If the connection is reset instead, bytes of the message were left unread: receive with a buffer of 1,024 bytes.',
        ru: 'После sendall() закройте сокет клиента. Если вместо закрытия происходит сброс, часть сообщения осталась непрочитанной: принимайте в буфер на 1024 байта.',
      },
      needs: [{ answerIn: 'answers' }],
      play: talk()
        .client(word('text'))
        .server(({ text }) => some(answerTo(text)))
        .server.closes(),
    },
    'next-clients': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'A dozen clients one after another are answered, each for himself.',
        ru: 'Двенадцать клиентов один за другим получают ответы, каждый — свой.',
      },
      why: {
        en: 'A server is started once and serves all who come.',
        ru: 'Сервер запускают один раз, и он обслуживает всех пришедших.',
      },
      hint: {
        en: 'Put accept() into a loop; in the loop close the client’s socket, never the listening one.',
        ru: 'Поместите accept() в цикл; в цикле закрывайте сокет клиента, но не слушающий.',
      },
      needs: [{ answerIn: 'answers' }],
      async play(stage) {
        const earlier: string[] = []
        for (let count = 1; count <= 12; count++) {
          const client = await stage.connects()
          const { text } = await client.speaks(word('text'))
          await client.hears(some(answerTo(text), { butNo: earlier }))
          await client.leaves()
          earlier.push(text)
        }
      },
    },
    'five-at-once': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Five clients who are connected at once, and speak in the order in which they came, are all answered.',
        ru: 'Пять клиентов, подключённых одновременно и говорящих в порядке прихода, все получают ответы.',
      },
      why: {
        en: 'While one is served, the others wait in the queue of listen(): nobody must be turned away.',
        ru: 'Пока обслуживают одного, остальные ждут в очереди listen(): никого нельзя прогнать.',
      },
      hint: {
        en: 'Don’t close the listening socket while clients wait, and give listen() a queue (5 or more).',
        ru: 'Не закрывайте слушающий сокет, пока клиенты ждут, и задайте listen() очередь (5 или больше).',
      },
      needs: ['next-clients'],
      play: fiveAtOnce,
    },
    'silent-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A client that leaves without a word does the server no harm.',
        ru: 'Клиент, ушедший без единого слова, не вредит серверу.',
      },
      why: {
        en: 'Port scanners and impatient people do this every minute.',
        ru: 'Сканеры портов и нетерпеливые люди делают это каждую минуту.',
      },
      hint: {
        en: 'recv() that returns no bytes means that the client has gone: close its socket and go back to accept().',
        ru: 'recv() вернул пустоту — клиент ушёл: закройте его сокет и вернитесь к accept().',
      },
      needs: ['next-clients'],
      play: talk()
        .client.leaves()
        .nextClient()
        .client(word('text'))
        .server(({ text }) => some(answerTo(text))),
    },
    'later-one-first': {
      points: 10,
      needs: ['five-at-once'],
      ...fiveInReverse(exchange),
    },
    'not-utf8': { points: 10, needs: ['next-clients'], ...notUtf8({ served }) },
    'full-buffer': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'A message of 1,024 bytes is answered whole.',
        ru: 'На сообщение в 1024 байта приходит полный ответ.',
      },
      why: {
        en: 'A buffer that is full to the last byte is where off-by-one mistakes show.',
        ru: 'Буфер, заполненный до последнего байта, выявляет ошибки на единицу.',
      },
      hint: {
        en: 'Leave room for the prefix in the buffer of the answer, and for a terminating NUL where you need one.',
        ru: 'Оставьте в буфере ответа место для начала фразы и, если нужен, для завершающего нуля.',
      },
      needs: ['answers'],
      play: talk()
        .client(longWord('text', 1024))
        .server(({ text }) => within(text)),
    },
    'more-than-the-buffer': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'A message of 1,400 bytes, which fits into one packet, is answered whole.',
        ru: 'На сообщение в 1400 байт, которое помещается в один пакет, приходит полный ответ.',
      },
      why: {
        en: 'Who writes longer letters shouldn’t get half of them back. What is left unread when the connection is closed resets it besides, and the answer may be lost.',
        ru: 'Кто пишет длиннее, не должен получать половину обратно. К тому же непрочитанное при закрытии сбрасывает соединение, и ответ может пропасть.',
      },
      hint: {
        en: 'recv(1024) leaves the rest of a longer message unread: give it a larger buffer, recv(65536).',
        ru: 'recv(1024) оставляет конец длинного сообщения непрочитанным: дайте ему буфер побольше, recv(65536).',
      },
      needs: ['full-buffer'],
      play: talk()
        .client(longWord('text', 1400))
        .server(({ text }) => within(text)),
    },
    'survives-a-reset': {
      points: 10,
      needs: ['silent-client'],
      ...reset({ opening: talk(), served, mayEnd: false }),
    },
    'reset-at-any-point': {
      points: 10,
      needs: ['survives-a-reset', 'five-at-once'],
      ...resetAtAnyPoint({ ...exchange, served }),
    },
    'no-descriptor-left': {
      points: 10,
      needs: ['next-clients', 'closes'],
      ...noDescriptorLeft(exchange),
    },
  },
})
