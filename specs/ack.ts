import { findProblem } from '../harness/spec/arithmetic.ts'
import { textOf } from '../harness/spec/bytes.ts'
import { repliesIn } from '../harness/spec/observation.ts'
import { anyWords, lineLike, message, type Pattern, some } from '../harness/spec/pattern.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import { talk } from '../harness/spec/talk.ts'
import { russian, word } from '../harness/spec/texts.ts'
import { example, usualAck, usualGreeting } from './ack-talk.ts'
import { notUtf8 } from './beyond/bytes.ts'
import { reset, resetAtAnyPoint } from './beyond/resets.ts'
import { nextClient, twoAtOnce } from './beyond/several-clients.ts'

/** A client who has been greeted, or has waited for a greeting in vain. */
const greeted = talk().server.maySay(some(usualGreeting))

/** One client who is acknowledged, in whatever words. */
const served = greeted
  .client(message`${word('again')}\n`)
  .server(some(usualAck))
  .client.leaves()

/** A message is acknowledged, in whatever words. */
const exchange = {
  greeted: some(usualGreeting),
  say: message`${word('text')}\n`,
  answer: () => some(usualAck),
}

/** An acknowledgement without what may vary from message to message. */
function gist(acknowledgement: string, of: string): string {
  return acknowledgement.replaceAll(of, '').replace(/\d+/g, '').trim().toLowerCase()
}

/** Nothing, or a farewell, which is forgiven; but no acknowledgement like the one that came before. */
export function atMostFarewell(acknowledgement: string, of: string): Pattern {
  return {
    expected: new Uint8Array(),
    forgivesNewline: false,
    sample: { text: '', found: {} },
    speak: () => ({ bytes: new Uint8Array(), found: {} }),
    hear(bytes, over) {
      if (!over) return { is: 'unfinished' }
      const said = gist(textOf(bytes), 'quit')
      const acknowledged = [gist(acknowledgement, of), usualAck.trim().toLowerCase()].some(
        (known) => known !== '' && said.includes(known),
      )
      if (acknowledged) return { is: 'different' }
      return {
        is: 'heard',
        length: bytes.length,
        found: {},
        strict: bytes.length === 0,
        complete: true,
      }
    },
  }
}

export const ack = defineSpec({
  id: 'ack',
  port: 31337,
  serves: 'once',
  title: { en: 'Acknowledging server', ru: 'Сервер с подтверждениями' },
  task: {
    en: 'Write a TCP server that greets each client at once with the line “You are connected, send smth”. To each message it answers with the line “Ok, i get it!”, until a message contains “quit”: then it closes the connection without answering. When the client leaves, it closes too.',
    ru: 'Напишите TCP-сервер, который сразу приветствует клиента строкой «You are connected, send smth». На каждое сообщение он отвечает строкой «Ok, i get it!», пока в сообщении не встретится «quit»: тогда он без ответа закрывает соединение. Если клиент уходит, сервер тоже закрывает соединение.',
  },
  example,
  resembles(seen) {
    if (seen.greeting.trim() === '') return 0
    if (findProblem(seen.greeting)) return 0
    return repliesIn(seen).trim() === '' ? 0.4 : 1
  },
  checks: {
    greets: {
      tier: 'core',
      points: 15,
      rule: {
        en: 'The server greets before the client has spoken.',
        ru: 'Сервер приветствует клиента раньше, чем тот заговорил.',
      },
      why: {
        en: 'The client waits for the greeting: if both wait for the other to begin, nothing ever happens.',
        ru: 'Клиент ждёт приветствия: если обе стороны ждут друг друга, ничего не произойдёт.',
      },
      hint: {
        en: 'Send the greeting line right after accept(), before the first recv(), and end it with a newline.',
        ru: 'Отправьте строку приветствия сразу после accept(), до первого recv(), и закончите её переводом строки.',
      },
      play: talk().server(lineLike('greeting', usualGreeting)),
    },
    acknowledges: {
      tier: 'core',
      points: 20,
      rule: {
        en: 'A message is acknowledged with a line.',
        ru: 'На сообщение приходит строка подтверждения.',
      },
      why: {
        en: 'An acknowledgement is how the sender learns that the message has arrived.',
        ru: 'Подтверждение — способ узнать, что сообщение дошло.',
      },
      hint: {
        en: 'After each recv() send the line “Ok, i get it!” and a newline.',
        ru: 'После каждого recv() отправляйте строку «Ok, i get it!» с переводом строки.',
      },
      play: greeted
        .client(message`${word('text')}\n`)
        .server(lineLike('acknowledgement', usualAck)),
    },
    'several-messages': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Several messages are acknowledged, each before the next is sent.',
        ru: 'Подтверждается несколько сообщений: каждое — до отправки следующего.',
      },
      why: {
        en: 'The conversation goes on until the client says “quit”, not until the first answer.',
        ru: 'Разговор идёт, пока клиент не скажет «quit», а не до первого ответа.',
      },
      hint: {
        en: 'Put recv() and sendall() into a loop.',
        ru: 'Поместите recv() и sendall() в цикл.',
      },
      needs: [{ answerIn: 'acknowledges' }],
      play: greeted
        .client(message`${word('first')}\n`)
        .server(some(usualAck))
        .client(message`${word('second')}\n`)
        .server(some(usualAck))
        .client(message`${word('third')}\n`)
        .server(some(usualAck)),
    },
    cyrillic: {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A Cyrillic message is acknowledged.',
        ru: 'Сообщение кириллицей подтверждается.',
      },
      why: {
        en: 'Decoding as ASCII breaks at the first Russian letter.',
        ru: 'Декодирование как ASCII ломается на первой русской букве.',
      },
      hint: {
        en: 'Decode with UTF-8, or look for b"quit" in the bytes without decoding.',
        ru: 'Декодируйте в UTF-8 или ищите b"quit" прямо в байтах.',
      },
      needs: [{ answerIn: 'acknowledges' }],
      play: greeted.client(message`${russian('text')}\n`).server(some(usualAck)),
    },
    'quit-closes': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The message “quit” closes the connection.',
        ru: 'Сообщение «quit» закрывает соединение.',
      },
      why: {
        en: 'Both sides must know how a conversation ends.',
        ru: 'Обе стороны должны знать, как заканчивается разговор.',
      },
      hint: {
        en: 'The message ends with a newline (“quit\\n”, perhaps “quit\\r\\n”): comparing with == "quit" never holds. Test whether “quit” is in the message, then close the client’s socket.',
        ru: 'Сообщение кончается переводом строки («quit\\n», иногда «quit\\r\\n»): сравнение == "quit" никогда не верно. Проверяйте, есть ли «quit» в сообщении, и закрывайте сокет клиента.',
      },
      play: greeted.client('quit\n').server.closes(),
    },
    'contained-quit-closes': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A message that merely contains “quit” closes the connection too.',
        ru: 'Сообщение, в котором «quit» лишь встречается, тоже закрывает соединение.',
      },
      why: {
        en: 'The protocol says “contains”, not “is”: the difference shows only when somebody tries it.',
        ru: 'В протоколе сказано «содержит», а не «равно»: разница видна, только когда кто-то попробует.',
      },
      hint: {
        en: 'Look for “quit” anywhere in the message: "quit" in text, indexOf, strstr.',
        ru: 'Ищите «quit» в любом месте сообщения: "quit" in text, indexOf, strstr.',
      },
      needs: ['quit-closes'],
      play: greeted.client(message`${word('before')} quit ${word('after')}\n`).server.closes(),
    },
    'no-ack-of-quit': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'The “quit” is not acknowledged.',
        ru: '«quit» не подтверждается.',
      },
      why: {
        en: 'An answer that nobody reads any more turns an orderly close into a reset.',
        ru: 'Ответ, который уже никто не читает, превращает закрытие в сброс.',
      },
      hint: {
        en: 'Look for “quit” before you send the acknowledgement, not after.',
        ru: 'Проверяйте «quit» до отправки подтверждения, а не после.',
      },
      needs: ['quit-closes', { answerIn: 'acknowledges' }],
      play: greeted
        .client(message`${word('text')}\n`)
        .server(anyWords('acknowledgement', usualAck))
        .client('quit\n')
        .server(({ acknowledgement, text }) => atMostFarewell(acknowledgement, text)),
    },
    'closes-after-the-client': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'When the client leaves without “quit”, the server closes too.',
        ru: 'Если клиент уходит без «quit», сервер тоже закрывает соединение.',
      },
      why: {
        en: 'Clients crash and networks break: not everybody says goodbye.',
        ru: 'Клиенты падают, сети рвутся: не все прощаются.',
      },
      hint: {
        en: 'recv() that returns no bytes means that the client has gone: leave the loop. Without that test the loop spins for ever.',
        ru: 'recv() вернул пустоту — клиент ушёл: выходите из цикла. Без этой проверки цикл крутится вечно.',
      },
      needs: [{ answerIn: 'acknowledges' }],
      play: greeted
        .client(message`${word('text')}\n`)
        .server(some(usualAck))
        .client.finishes()
        .server.closes(),
    },
    'after-the-client': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'After the client, the process ends with status 0 or serves the next client.',
        ru: 'После клиента процесс завершается с кодом 0 или обслуживает следующего.',
      },
      why: {
        en: 'A client that leaves is no error.',
        ru: 'Уход клиента — не ошибка.',
      },
      hint: {
        en: 'Close the client’s socket, then end the program or go back to accept().',
        ru: 'Закройте сокет клиента, затем завершите программу или вернитесь к accept().',
      },
      needs: ['closes-after-the-client'],
      async play(stage) {
        const next = async () => void (await stage.plays(served))
        await stage.plays(greeted.client(message`${word('text')}\n`).client.finishes())
        await stage.endsOrServes(next)
        await stage.startsAnew()
        await stage.plays(greeted.client('quit\n').client.finishes())
        await stage.endsOrServes(next)
      },
    },
    'next-client': {
      points: 10,
      needs: ['after-the-client'],
      ...nextClient({ first: served, next: served }),
    },
    'two-at-once': {
      points: 10,
      needs: ['next-client'],
      ...twoAtOnce(exchange),
    },
    'quit-in-two': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'A “quit” cut over two segments closes the connection too.',
        ru: '«quit», разрезанный на два сегмента, тоже закрывает соединение.',
      },
      why: {
        en: 'TCP keeps no message borders: one send may arrive as two pieces.',
        ru: 'TCP не хранит границ сообщений: одна отправка может прийти двумя частями.',
      },
      hint: {
        en: 'Collect what arrives until a newline, and look for “quit” in the whole line.',
        ru: 'Копите пришедшее до перевода строки и ищите «quit» во всей строке.',
      },
      needs: ['quit-closes'],
      play: greeted.client('qu').client.pauses().client('it\n').server.closes(),
    },
    'not-utf8': {
      points: 10,
      needs: ['next-client'],
      ...notUtf8({ served, greeted: some(usualGreeting) }),
    },
    'survives-a-reset': {
      points: 10,
      needs: ['after-the-client'],
      ...reset({ opening: served, served, mayEnd: true }),
    },
    'reset-at-any-point': {
      points: 10,
      needs: ['survives-a-reset', 'next-client'],
      ...resetAtAnyPoint({ ...exchange, served }),
    },
  },
})
