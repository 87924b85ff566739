import { repliesIn } from '../harness/spec/observation.ts'
import { message, newlineForgiven, some, within } from '../harness/spec/pattern.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import { rounds, talk } from '../harness/spec/talk.ts'
import { digits, longWord, russian, word } from '../harness/spec/texts.ts'
import { notUtf8 } from './beyond/bytes.ts'
import { noDescriptorLeft } from './beyond/descriptors.ts'
import { reset, resetAtAnyPoint } from './beyond/resets.ts'
import { twoAtOnce } from './beyond/several-clients.ts'
import { doubled, example, twice } from './doubling-talk.ts'

/** One client who is answered, in whatever words. */
const served = talk()
  .client(word('again'))
  .server(({ again }) => some(twice(again)))
  .client.leaves()

/** A word comes back twice, with whatever else. */
const exchange = {
  say: word('word'),
  answer: (said: { readonly word: string }) => some(twice(said.word), { soon: true }),
}

export const doubling = defineSpec({
  id: 'doubling',
  port: 9002,
  serves: 'sequential',
  title: { en: 'Doubling server', ru: 'Сервер-удвоитель' },
  task: {
    en: 'Write a TCP server that takes white space off both ends of each message and sends the text back twice over, with nothing between and nothing after: for “hello” it sends “hellohello”. It goes on until the client leaves, and then serves the next one.',
    ru: 'Напишите TCP-сервер, который убирает пробельные символы по краям каждого сообщения и отправляет текст дважды подряд, ничего не вставляя и не добавляя: на «hello» он отвечает «hellohello». Так он продолжает, пока клиент не уйдёт, а затем обслуживает следующего.',
  },
  example,
  resembles(seen) {
    const replies = repliesIn(seen)
    if (seen.greeting !== '') return 0
    if (replies.trim() === twice(seen.word)) return 1
    if (replies.includes(twice(seen.word))) return 0.8
    return replies.toLowerCase().split(seen.word).length === 3 ? 0.6 : 0
  },
  checks: {
    'doubles-a-word': {
      tier: 'core',
      points: 25,
      rule: {
        en: 'A word comes back twice, with nothing between.',
        ru: 'Слово возвращается дважды, слитно.',
      },
      why: {
        en: 'This is the whole service: take a message, work out the answer, send it.',
        ru: 'В этом и состоит вся служба: принять сообщение, вычислить ответ, отправить его.',
      },
      hint: {
        en: 'Turn the bytes into text, double it (Python: text * 2), turn it back into bytes and send it. A message carries no newline: don’t wait for one.',
        ru: 'Превратите байты в текст, удвойте его (в Python: text * 2), превратите обратно в байты и отправьте. Перевода строки в сообщении нет — не ждите его.',
      },
      play: doubled(talk()),
    },
    'several-messages': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Several messages on one connection are answered, each before the next is sent.',
        ru: 'В одном соединении отвечено на несколько сообщений: на каждое — до отправки следующего.',
      },
      why: {
        en: 'The server goes on until the client leaves, not until it has answered once.',
        ru: 'Сервер работает, пока клиент не уйдёт, а не до первого ответа.',
      },
      hint: {
        en: 'Put recv() and sendall() into a loop that ends when recv() returns no bytes. Start each answer afresh: nothing of earlier messages belongs in it.',
        ru: 'Поместите recv() и sendall() в цикл, который кончается, когда recv() вернул пустоту. Каждый ответ начинайте заново: прежние сообщения в него не входят.',
      },
      needs: ['doubles-a-word'],
      play: rounds(3, talk(), doubled),
    },
    'digits-are-text': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Digits are text like any other: 21 becomes 2121, never 42.',
        ru: 'Цифры — такой же текст: 21 превращается в 2121, а не в 42.',
      },
      why: {
        en: 'Bytes have no type. Whether “21” is a number is for the protocol to say, and this one says text.',
        ru: 'У байтов нет типа. Число ли «21», решает протокол, и здесь это текст.',
      },
      hint: {
        en: 'Don’t convert the message to a number: int(text) * 2 multiplies, text * 2 repeats.',
        ru: 'Не превращайте сообщение в число: int(text) * 2 умножает, а text * 2 повторяет.',
      },
      needs: ['doubles-a-word'],
      play: talk()
        .client(digits('number'))
        .server(({ number }) => within(twice(number))),
    },
    'strips-white-space': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'White space and a newline around the message are gone from the answer.',
        ru: 'Пробельные символы и перевод строки вокруг сообщения в ответ не попадают.',
      },
      why: {
        en: 'Terminals and other programs add line ends. What belongs to the message is for the server to tell.',
        ru: 'Терминалы и программы добавляют концы строк. Что относится к сообщению, решает сервер.',
      },
      hint: {
        en: 'Take the white space off both ends before you double: message.strip() in Python, trim() elsewhere. Spaces, tabs and newlines all count.',
        ru: 'Перед удвоением уберите пробельные символы с обоих концов: message.strip() в Python, trim() в других языках. Пробелы, табуляции и переводы строк — всё это пробельные символы.',
      },
      needs: ['doubles-a-word'],
      play: talk()
        .client(message`\t  ${word('word')} \t\n`)
        .server((said) => within(twice(said.word), { butNo: '\t' })),
    },
    cyrillic: {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Cyrillic text is doubled like any other, in UTF-8.',
        ru: 'Кириллица удваивается так же, как любой текст, в UTF-8.',
      },
      why: {
        en: 'A Russian letter takes two bytes in UTF-8: whoever counts letters as bytes cuts the answer short.',
        ru: 'Русская буква занимает в UTF-8 два байта: кто считает буквы вместо байтов, обрежет ответ.',
      },
      hint: {
        en: 'Decode and encode with UTF-8 both ways, and count bytes, not letters, when you send.',
        ru: 'Декодируйте и кодируйте в UTF-8 и при отправке считайте байты, а не буквы.',
      },
      needs: ['doubles-a-word'],
      play: talk()
        .client(russian('text'))
        .server(({ text }) => within(twice(text))),
    },
    'long-message': {
      tier: 'core',
      points: 5,
      rule: {
        en: '400 letters come back as 800.',
        ru: '400 букв возвращаются как 800.',
      },
      why: {
        en: 'The answer is longer than the message: buffers must be made for it.',
        ru: 'Ответ длиннее сообщения: буферы должны быть рассчитаны на него.',
      },
      hint: {
        en: 'Make the receive buffer 1,024 bytes or more and the one for the answer twice as large; send all of it.',
        ru: 'Сделайте приёмный буфер не меньше 1024 байт, буфер ответа — вдвое больше, и отправляйте ответ целиком.',
      },
      needs: ['doubles-a-word'],
      play: talk()
        .client(longWord('text', 400))
        .server(({ text }) => within(twice(text))),
    },
    'nothing-else': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'The server says nothing before the client speaks, and nothing besides the answer.',
        ru: 'Сервер молчит, пока клиент не заговорил, и не отправляет ничего, кроме ответа.',
      },
      why: {
        en: 'A client can’t tell decoration from the answer.',
        ru: 'Клиент не может отличить украшения от ответа.',
      },
      hint: {
        en: 'Leave out greetings, labels and terminating NULs: send the doubled text and no more.',
        ru: 'Уберите приветствия, подписи и нулевой байт в конце: отправляйте удвоенный текст и ничего больше.',
      },
      needs: ['several-messages'],
      play: talk()
        .server.addsNothing()
        .client(word('first'))
        .server(({ first }) => newlineForgiven(twice(first)))
        .client(word('second'))
        .server(({ second }) => newlineForgiven(twice(second)))
        .client.finishes()
        .server.addsNothing(),
    },
    'next-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The next client is served after one has left.',
        ru: 'После ухода одного клиента обслуживается следующий.',
      },
      why: {
        en: 'A server is there for everybody, not for the first who comes.',
        ru: 'Сервер существует для всех, а не только для первого пришедшего.',
      },
      hint: {
        en: 'Two loops: the outer one accepts clients, the inner one answers messages until recv() returns no bytes. Close only the client’s socket in between.',
        ru: 'Два цикла: внешний принимает клиентов, внутренний отвечает на сообщения, пока recv() не вернёт пустоту. Между ними закрывайте только сокет клиента.',
      },
      needs: [{ answerIn: 'doubles-a-word' }],
      play: talk()
        .client(word('first'))
        .server(({ first }) => some(twice(first)))
        .client.leaves()
        .nextClient()
        .client(word('second'))
        .server(({ second }) => some(twice(second))),
    },
    'only-white-space': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'A client that sends only white space, and then a word, gets the word doubled.',
        ru: 'Клиент, приславший одни пробелы, а затем слово, получает слово удвоенным.',
      },
      why: {
        en: 'An empty text is not the end of the connection: only recv() without bytes is.',
        ru: 'Пустой текст — не конец соединения: конец — это только recv() без байтов.',
      },
      hint: {
        en: 'Test what recv() returned before you strip it, not after.',
        ru: 'Проверяйте то, что вернул recv(), до strip(), а не после.',
      },
      needs: ['strips-white-space', 'several-messages'],
      async play(stage) {
        const client = await stage.connects()
        await client.says('  \n')
        await client.hearsOut()
        const { text } = await client.speaks(word('text'))
        await client.hears(within(twice(text)))
      },
    },
    'two-at-once': { points: 10, needs: ['next-client'], ...twoAtOnce(exchange) },
    'survives-a-reset': {
      points: 10,
      needs: ['next-client'],
      ...reset({ opening: served, served, mayEnd: false }),
    },
    'reset-at-any-point': {
      points: 10,
      needs: ['survives-a-reset', 'several-messages'],
      ...resetAtAnyPoint({ ...exchange, served, atLength: true }),
    },
    'no-descriptor-left': {
      points: 10,
      needs: ['next-client'],
      ...noDescriptorLeft(exchange),
    },
    'not-utf8': { points: 10, needs: ['next-client'], ...notUtf8({ served }) },
  },
})
