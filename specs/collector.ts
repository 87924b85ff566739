import { RuleBroken } from '../harness/spec/failure.ts'
import { repliesIn } from '../harness/spec/observation.ts'
import { printed } from '../harness/spec/printed.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import type { Scene, Stage } from '../harness/spec/stage.ts'
import { type Talk, talk } from '../harness/spec/talk.ts'
import { longWord, word } from '../harness/spec/texts.ts'
import { collectsAMebibyte, collectsTwoAtOnce, notUtf8Collected } from './beyond/collecting.ts'
import { reset } from './beyond/resets.ts'
import { nextClient } from './beyond/several-clients.ts'

/** One client whom the server takes notice of: it closes, or shows his text. */
async function served(stage: Stage): Promise<void> {
  const client = await stage.connects()
  const { text } = await client.speaks(word('text'))
  await client.finishes()
  try {
    await client.seesClose()
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error
    await stage.prints(printed(text))
  }
}

/** The client has finished: the program ends with status 0, or serves the next one. */
const endsOrServes =
  (before: Talk<object>): Scene =>
  async (stage) => {
    await stage.plays(before.client.finishes())
    await stage.endsOrServes(() => served(stage))
  }

export const collector = defineSpec({
  id: 'collector',
  port: 1090,
  serves: 'once',
  title: { en: 'Collecting server', ru: 'Сервер-сборщик' },
  task: {
    en: 'Write a TCP server that takes what the client sends, in pieces of at most 1,024 bytes, until the client closes its sending side. Then it prints all that it has received and closes the connection. It sends nothing.',
    ru: 'Напишите TCP-сервер, который принимает данные от клиента частями не больше 1024 байт, пока клиент не закроет свою сторону. Затем он печатает всё полученное и закрывает соединение. Сам он ничего не отправляет.',
  },
  example: talk()
    .client('hello, world!')
    .client.finishes()
    .server.prints(printed('hello, world!'))
    .server.closes(),
  resembles(seen) {
    if (seen.greeting !== '' || repliesIn(seen) !== '') return 0
    return seen.printed ? 1 : seen.closedAfterAnswer ? 0.4 : 0.5
  },
  checks: {
    'prints-a-line': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'A short line that the client sent appears on standard output.',
        ru: 'Короткая строка, присланная клиентом, появляется в стандартном выводе.',
      },
      why: {
        en: 'Data that nobody can see might as well not have come.',
        ru: 'Данные, которых никто не видит, могли бы и не приходить.',
      },
      hint: {
        en: 'After recv() has returned no bytes, print all that you collected to standard output (not to standard error), whole and unabridged.',
        ru: 'Когда recv() вернул пустоту, напечатайте всё собранное в стандартный вывод (не в поток ошибок), целиком и без сокращений.',
      },
      play: talk()
        .client(word('text'))
        .client.finishes()
        .server.prints(({ text }) => printed(text)),
    },
    'says-nothing': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The server sends nothing to the client.',
        ru: 'Сервер ничего не отправляет клиенту.',
      },
      why: {
        en: 'The client of this protocol never reads. Bytes that it was sent turn its close into a reset.',
        ru: 'Клиент этого протокола ничего не читает. Посланные ему байты превратят его закрытие в сброс.',
      },
      hint: {
        en: 'Leave out send(): print what you want to say on the server’s own output.',
        ru: 'Уберите send(): то, что хочется сказать, печатайте на стороне сервера.',
      },
      play: talk()
        .server.addsNothing()
        .client(word('text'))
        .server.addsNothing()
        .client.finishes()
        .server.addsNothing(),
    },
    'waits-through-a-pause': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'The server is still connected while the client pauses between two sends.',
        ru: 'Сервер остаётся на связи, пока клиент делает паузу между двумя отправками.',
      },
      why: {
        en: 'One recv() is not one message: what is sent later arrives later.',
        ru: 'Один recv() — ещё не всё сообщение: отправленное позже приходит позже.',
      },
      hint: {
        en: 'Call recv() in a loop until it returns no bytes. Neither a short piece nor a pause is the end.',
        ru: 'Вызывайте recv() в цикле, пока он не вернёт пустоту. Ни короткая часть, ни пауза — ещё не конец.',
      },
      play: talk().client(word('first')).client.pauses().client(word('second')).client.finishes(),
    },
    'closes-after-the-client': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'The server closes the connection after the client has finished.',
        ru: 'Сервер закрывает соединение после того, как клиент закончил.',
      },
      why: {
        en: 'A connection is closed by both sides. One that is left open is a descriptor lost.',
        ru: 'Соединение закрывают обе стороны. Забытое открытым — потерянный дескриптор.',
      },
      hint: {
        en: 'recv() that returns no bytes means that the client has finished: leave the loop, print, close the client’s socket.',
        ru: 'recv() вернул пустоту — клиент закончил: выйдите из цикла, напечатайте, закройте сокет клиента.',
      },
      play: talk().client(word('text')).client.finishes().server.closes(),
    },
    'all-pieces': {
      tier: 'core',
      points: 20,
      rule: {
        en: '5,000 bytes sent in several pieces appear whole and in order.',
        ru: '5000 байт, отправленные по частям, появляются целиком и по порядку.',
      },
      why: {
        en: 'TCP keeps the order of bytes, but cuts them as it likes: putting them together is the receiver’s task.',
        ru: 'TCP сохраняет порядок байтов, но режет их как хочет: собрать их — дело получателя.',
      },
      hint: {
        en: 'Append each piece to what you have (data += piece, or a list that you join) and print it all at the end. Printing a shortened form, such as Node’s <Buffer …>, leaves bytes out.',
        ru: 'Добавляйте каждую часть к собранному (data += piece или список, который потом склеивается) и печатайте всё в конце. Сокращённая запись, например <Buffer …> в Node, теряет байты.',
      },
      needs: ['prints-a-line', 'waits-through-a-pause'],
      play: talk()
        .client(longWord('text', 5000), { piecesOf: 700 })
        .client.finishes()
        .server.prints(({ text }) => printed(text)),
    },
    'after-the-client': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'After the client, the process ends with status 0 or serves the next client.',
        ru: 'После клиента процесс завершается с кодом 0 или обслуживает следующего.',
      },
      why: {
        en: 'A program that has done its work must neither crash nor hang.',
        ru: 'Программа, сделавшая своё дело, не должна ни падать, ни зависать.',
      },
      hint: {
        en: 'After printing, close the sockets and end the program, or go back to accept().',
        ru: 'После печати закройте сокеты и завершите программу либо вернитесь к accept().',
      },
      play: endsOrServes(talk().client(word('text'))),
    },
    'silent-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A client that sends nothing does the server no harm.',
        ru: 'Клиент, который ничего не прислал, не вредит серверу.',
      },
      why: {
        en: 'Anybody may connect and change his mind.',
        ru: 'Кто угодно может подключиться и передумать.',
      },
      hint: {
        en: 'Be ready for an empty collection: no first element, no text to decode.',
        ru: 'Будьте готовы к пустому результату: нет первого элемента, нечего декодировать.',
      },
      needs: ['after-the-client'],
      play: endsOrServes(talk()),
    },
    'next-client': {
      points: 10,
      needs: ['closes-after-the-client'],
      ...nextClient({ first: served, next: served }),
    },
    'two-at-once': {
      points: 10,
      needs: ['next-client', 'prints-a-line', 'waits-through-a-pause'],
      ...collectsTwoAtOnce(),
    },
    'survives-a-reset': {
      points: 10,
      needs: ['after-the-client'],
      ...reset({ opening: talk().client(word('lost')), served, mayEnd: true }),
    },
    'a-mebibyte': { points: 10, needs: ['all-pieces'], ...collectsAMebibyte() },
    'not-utf8': { points: 10, needs: ['after-the-client'], ...notUtf8Collected({ served }) },
  },
})
