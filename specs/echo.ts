import { repliesIn } from '../harness/spec/observation.ts'
import { message, scattered, some, within } from '../harness/spec/pattern.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import { talk } from '../harness/spec/talk.ts'
import { longWord, spacedRussian, word } from '../harness/spec/texts.ts'
import { overIpv6 } from './beyond/addresses.ts'
import { anyBytes } from './beyond/bytes.ts'
import { anySegments, largePayload, slowReader } from './beyond/deliveries.ts'
import { noDescriptorLeft } from './beyond/descriptors.ts'
import { reset, resetAtAnyPoint } from './beyond/resets.ts'
import { fiftyAtOnce, nextClient, twoAtOnce } from './beyond/several-clients.ts'
import { echoed, example } from './echo-talk.ts'

/** One client who is served, in whatever words. */
const served = talk()
  .client(word('again'))
  .server(({ again }) => some(again))
  .client.leaves()

/** A word comes back, with whatever else. */
const exchange = {
  say: word('word'),
  answer: (said: { readonly word: string }) => within(said.word),
}

/** The same for a server that may speak only once the client has finished. */
const servedAtLast = talk()
  .client(word('again'))
  .client.finishes()
  .server(({ again }) => some(again))

export const echo = defineSpec({
  id: 'echo',
  port: 65432,
  serves: 'once',
  title: { en: 'Echo server', ru: 'Эхо-сервер' },
  task: {
    en: 'Write a TCP server that returns every byte it receives, unchanged and in order, until the client closes its side. Then the server closes its own. It sends nothing else.',
    ru: 'Напишите TCP-сервер, который возвращает каждый полученный байт, ничего не меняя и не переставляя, пока клиент не закроет свою сторону. Тогда сервер закрывает свою. Больше он ничего не отправляет.',
  },
  example,
  resembles(seen) {
    const replies = repliesIn(seen)
    if (seen.greeting !== '') return 0
    if (replies.trim() === seen.word) return 1
    if (replies.includes(seen.word.repeat(2))) return 0
    return replies.toLowerCase().includes(seen.word) ? (seen.closedAfterAnswer ? 0.3 : 0.6) : 0
  },
  checks: {
    'returns-a-message': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'A message comes back with every byte as it was sent.',
        ru: 'Сообщение возвращается: каждый байт такой, каким был отправлен.',
      },
      why: {
        en: 'An echo is the smallest proof that bytes travel both ways unharmed.',
        ru: 'Эхо — самое простое доказательство того, что байты доходят туда и обратно целыми.',
      },
      hint: {
        en: 'Send back just what recv() returned, at once: do not decode it, change it, or wait for a line end. A TCP message carries no newline unless somebody sends one.',
        ru: 'Отправляйте обратно ровно то, что вернул recv(), и сразу: не декодируйте, не меняйте и не ждите конца строки. Перевода строки в сообщении нет, если его никто не отправил.',
      },
      play: echoed(talk()),
    },
    'keeps-a-newline': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A newline at the end of a message comes back too.',
        ru: 'Перевод строки в конце сообщения тоже возвращается.',
      },
      why: {
        en: 'A newline is a byte like any other. A server that drops it changes what the client sent.',
        ru: 'Перевод строки — такой же байт, как и все. Потеряв его, сервер меняет то, что отправил клиент.',
      },
      hint: {
        en: 'Something takes the line end off: strip(), rstrip(), readLine(), chomp or fgets-like reading. Send back the bytes as they came.',
        ru: 'Где-то конец строки срезается: strip(), rstrip(), readLine(), chomp. Отправляйте байты такими, какими они пришли.',
      },
      needs: [{ notWrongIn: 'returns-a-message' }],
      play: talk()
        .client(message`${word('word')}\n`)
        .server((said) => within(`${said.word}\n`)),
    },
    'several-messages': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Several messages on one connection come back, each before the next is sent.',
        ru: 'Несколько сообщений в одном соединении возвращаются, каждое — до отправки следующего.',
      },
      why: {
        en: 'A conversation is more than one message. The server goes on until the client has finished.',
        ru: 'Разговор — это больше одного сообщения. Сервер продолжает, пока клиент не закончит.',
      },
      hint: {
        en: 'Put recv() and sendall() into a loop that ends only when recv() returns no bytes.',
        ru: 'Поместите recv() и sendall() в цикл, который кончается только тогда, когда recv() вернул пустоту.',
      },
      needs: ['returns-a-message'],
      play: talk()
        .client(word('first'))
        .server(({ first }) => within(first))
        .client(word('second'))
        .server(({ second }) => within(second))
        .client(word('third'))
        .server(({ third }) => within(third)),
    },
    'any-text': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Text with Cyrillic, an emoji, and spaces at both ends comes back byte for byte.',
        ru: 'Текст с кириллицей, эмодзи и пробелами по краям возвращается байт в байт.',
      },
      why: {
        en: 'In UTF-8 a Russian letter takes two bytes and an emoji four. Nothing is lost if bytes stay bytes.',
        ru: 'В UTF-8 русская буква занимает два байта, а эмодзи — четыре. Если не трогать байты, ничего не теряется.',
      },
      hint: {
        en: 'Do not decode the message, strip it, or count its characters. If you must decode, use UTF-8 both ways.',
        ru: 'Не декодируйте сообщение, не обрезайте пробелы и не считайте символы вместо байтов. Если без декодирования не обойтись — UTF-8 в обе стороны.',
      },
      needs: ['returns-a-message'],
      play: talk()
        .client(spacedRussian('text'))
        .server(({ text }) => within(text)),
    },
    'long-message': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A message of 10,000 bytes comes back whole.',
        ru: 'Сообщение в 10 000 байт возвращается целиком.',
      },
      why: {
        en: 'recv(1024) returns at most 1,024 bytes: a longer message arrives in several pieces.',
        ru: 'recv(1024) возвращает не больше 1024 байт: длинное сообщение приходит по частям.',
      },
      hint: {
        en: 'Loop: receive a piece, send that piece back, until there is no more. send() may take only a part; sendall() takes all.',
        ru: 'Цикл: приняли часть — отправили эту часть, и так до конца. send() может отправить не всё, sendall() отправляет всё.',
      },
      needs: ['returns-a-message'],
      play: talk()
        .client(longWord('text', 10_000))
        .server(({ text }) => scattered(text)),
    },
    'nothing-else': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The server says nothing before the client speaks, and nothing besides the echo.',
        ru: 'Сервер молчит, пока клиент не заговорил, и не отправляет ничего, кроме эха.',
      },
      why: {
        en: 'A client that compares what it gets with what it sent can’t know which bytes were meant as decoration.',
        ru: 'Клиент сравнивает полученное с отправленным и не может знать, какие байты добавлены для красоты.',
      },
      hint: {
        en: 'Leave out greetings, labels such as “Echo: ”, added newlines and terminating NULs. Send as many bytes as you received (in C: n, not sizeof buf or strlen + 1), and nothing of earlier messages.',
        ru: 'Уберите приветствия, подписи вроде «Echo: », добавленные переводы строки и нулевой байт в конце. Отправляйте столько байт, сколько приняли (в C: n, а не sizeof buf и не strlen + 1), и ничего из прежних сообщений.',
      },
      needs: ['several-messages'],
      play: talk()
        .server.waits()
        .client(word('first'))
        .server(({ first }) => first)
        .client(word('second'))
        .server(({ second }) => second)
        .client.finishes()
        .server.addsNothing(),
    },
    'closes-after-the-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'When the client closes its sending side, what is outstanding is echoed and the server closes.',
        ru: 'Когда клиент закрывает свою сторону, сервер отправляет оставшееся эхо и закрывает соединение.',
      },
      why: {
        en: 'The end of the stream is the only “goodbye” that TCP has. A server that misses it keeps a dead connection for ever.',
        ru: 'Конец потока — единственное «до свидания» в TCP. Сервер, который его не замечает, вечно держит мёртвое соединение.',
      },
      hint: {
        en: 'recv() that returns no bytes (0 in C, null or end in other languages) means that the client has finished: leave the loop and close the connection.',
        ru: 'recv() вернул пустоту (0 в C, null или end в других языках) — клиент закончил: выходите из цикла и закрывайте соединение.',
      },
      play: talk()
        .client(word('word'))
        .client.finishes()
        .server((said) => some(said.word))
        .server.closes(),
    },
    'after-the-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'After the client has left, the process ends with status 0 or serves the next client.',
        ru: 'После ухода клиента процесс завершается с кодом 0 или обслуживает следующего клиента.',
      },
      why: {
        en: 'A client that leaves is no error: the program must neither crash nor hang because of it.',
        ru: 'Уход клиента — не ошибка: программа не должна из-за него ни падать, ни зависать.',
      },
      hint: {
        en: 'Leave the loop when recv() returns no bytes; then end the program, or go back to accept().',
        ru: 'Когда recv() вернул пустоту, выйдите из цикла; затем завершите программу или вернитесь к accept().',
      },
      play: talk().client(word('word')).client.finishes().server.endsOrServes(servedAtLast),
    },
    'next-client': {
      points: 10,
      needs: ['returns-a-message'],
      ...nextClient({ first: served, next: served }),
    },
    'two-at-once': { points: 10, needs: ['next-client'], ...twoAtOnce(exchange) },
    'fifty-at-once': {
      points: 10,
      needs: ['two-at-once', 'several-messages'],
      ...fiftyAtOnce(exchange),
    },
    'survives-a-reset': {
      points: 10,
      needs: ['returns-a-message'],
      ...reset({ opening: served, served, mayEnd: true }),
    },
    'reset-at-any-point': {
      points: 10,
      needs: ['survives-a-reset', 'next-client', 'several-messages'],
      ...resetAtAnyPoint({ ...exchange, served, atLength: true }),
    },
    'no-descriptor-left': {
      points: 10,
      needs: ['next-client', 'closes-after-the-client'],
      ...noDescriptorLeft(exchange),
    },
    'any-bytes': { points: 10, needs: ['returns-a-message'], ...anyBytes() },
    'any-segments': {
      points: 10,
      needs: ['keeps-a-newline', 'any-text', 'long-message', 'nothing-else', 'any-bytes'],
      ...anySegments(),
    },
    'a-mebibyte': {
      points: 10,
      needs: ['long-message', 'nothing-else'],
      ...largePayload(),
    },
    'slow-reader': { points: 10, needs: ['a-mebibyte'], ...slowReader() },
    'over-ipv6': { points: 10, needs: ['returns-a-message'], ...overIpv6() },
  },
})
