/** What clients are graded on that send what their user types, line by line, and print the answers. */
import type { ClientObservation } from '../harness/spec/observation.ts'
import { message, newlineForgiven, within } from '../harness/spec/pattern.ts'
import { shownInPieces } from '../harness/spec/printed.ts'
import type { Check } from '../harness/spec/spec.ts'
import { rounds, type Talk, talk } from '../harness/spec/talk.ts'
import { russianWord, word } from '../harness/spec/texts.ts'
import { endsWithItsInput, nobodyListens, serverCloses, serverResets } from './client-checks.ts'
import { typedLine } from './typed-line.ts'

/** How much a client behaves like one that sends what its user types. */
export function likeLineClient(seen: ClientObservation): number {
  if (seen.opening !== '' || seen.afterTyping.trim() !== seen.typed) return 0
  return seen.toProblem === '' && !seen.closed ? 0.8 : 0.3
}

const reversed = (text: string) => [...text].reverse().join('')

type Key =
  | 'sends-the-line'
  | 'prints-the-answer'
  | 'several-lines'
  | 'prints-what-comes'
  | 'cyrillic'
  | 'spaces-inside'
  | 'nothing-else'
  | 'exit-is-not-sent'
  | 'exit-closes'
  | 'exit-status'
  | 'spaces-around'
  | 'answer-in-pieces'
  | 'end-of-input'
  | 'server-closes'
  | 'server-resets'
  | 'nobody-listens'

/** What is typed, sent, answered and shown, as a turn of a conversation. */
type Exchange = (soFar: Talk<{ readonly word?: string }>) => Talk<{ readonly word: string }>

/**
 * The checks of a client by what it and its server exchange, and by what a right server answers to a
 * text.
 */
export function lineClientChecks(
  exchanged: Exchange,
  answer: (text: string) => string,
): Record<Key, Check<Key>> {
  /** A word is typed and sent. */
  const sent = talk()
    .user(word('word'))
    .client((said) => typedLine(said.word))
  /** And answered. */
  const answered = sent.server((said) => answer(said.word))
  return {
    'sends-the-line': {
      tier: 'core',
      points: 20,
      rule: {
        en: 'The line that its user types is sent as it was typed, without the line end.',
        ru: 'Введённая строка отправляется так, как её ввели, без перевода строки.',
      },
      why: {
        en: 'A message is what one send carries. The line end belongs to the keyboard, not to the message.',
        ru: 'Сообщение — это то, что отправлено одним send. Перевод строки относится к клавиатуре, а не к сообщению.',
      },
      hint: {
        en: 'Connect first, then read a line (input() in Python), encode it and send it. Don’t wait for the server to speak: it waits for you.',
        ru: 'Сначала подключитесь, затем прочитайте строку (input() в Python), закодируйте и отправьте. Не ждите, что сервер заговорит первым: он ждёт вас.',
      },
      play: sent,
    },
    'prints-the-answer': {
      tier: 'core',
      points: 20,
      rule: {
        en: 'The answer stands on standard output.',
        ru: 'Ответ сервера напечатан на стандартном выводе.',
      },
      why: {
        en: 'The user has no other way to see it.',
        ru: 'Иначе пользователь его не увидит.',
      },
      hint: {
        en: 'After send() call recv(1024), decode what it returns and print it after a label. The answer has no newline: don’t wait for one (readline), and don’t wait for the server to close.',
        ru: 'После send() вызовите recv(1024), декодируйте и напечатайте с подписью. В ответе нет перевода строки: не ждите его (readline) и не ждите, что сервер закроет соединение.',
      },
      needs: [{ answerIn: 'sends-the-line' }],
      play: exchanged(talk()),
    },
    'several-lines': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Several lines are sent and answered on one connection, one after another.',
        ru: 'Несколько строк по очереди отправлены и получили ответы в одном соединении.',
      },
      why: {
        en: 'A conversation has more than one turn.',
        ru: 'В разговоре больше одной реплики.',
      },
      hint: {
        en: 'Put reading, sending, receiving and printing into a loop; connect once, before it.',
        ru: 'Чтение, отправку, приём и печать поместите в цикл; подключайтесь один раз, до него.',
      },
      needs: ['prints-the-answer'],
      play: rounds(3, talk(), exchanged),
    },
    'prints-what-comes': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'What is printed is what the server sent, even where that is not what was to be expected.',
        ru: 'Печатается то, что прислал сервер, даже если это не то, чего можно было ожидать.',
      },
      why: {
        en: 'A client that makes the answer up by itself needs no server.',
        ru: 'Клиенту, который придумывает ответ сам, сервер не нужен.',
      },
      hint: {
        en: 'Print what recv() returned, not what you have sent or worked out yourself.',
        ru: 'Печатайте то, что вернул recv(), а не то, что отправили или вычислили сами.',
      },
      needs: ['prints-the-answer'],
      play: sent
        .server((said) => reversed(answer(said.word)))
        .client.prints((said) => reversed(answer(said.word))),
    },
    cyrillic: {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A Cyrillic line is sent in UTF-8, and its answer shown.',
        ru: 'Строка кириллицей отправляется в UTF-8, и ответ на неё показан.',
      },
      why: {
        en: 'Bytes travel, letters don’t: both ends have to agree on how letters become bytes.',
        ru: 'По сети идут байты, а не буквы: обе стороны должны одинаково превращать буквы в байты.',
      },
      hint: {
        en: 'Encode with UTF-8 before you send and decode with UTF-8 what comes.',
        ru: 'Кодируйте в UTF-8 перед отправкой и декодируйте из UTF-8 то, что пришло.',
      },
      needs: ['prints-the-answer'],
      play: talk()
        .user(russianWord('text'))
        .client(({ text }) => typedLine(text))
        .server(({ text }) => answer(text))
        .client.prints(({ text }) => answer(text)),
    },
    'spaces-inside': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'A line with spaces in it is sent whole.',
        ru: 'Строка с пробелами внутри отправляется целиком.',
      },
      why: {
        en: 'The user typed one line, not several words.',
        ru: 'Пользователь ввёл одну строку, а не несколько слов.',
      },
      hint: {
        en: 'Read a line, not a word: nextLine() instead of next() in Java, fgets instead of scanf("%s") in C, getline instead of cin >> in C++.',
        ru: 'Читайте строку, а не слово: nextLine() вместо next() в Java, fgets вместо scanf("%s") в C, getline вместо cin >> в C++.',
      },
      needs: [{ answerIn: 'sends-the-line' }],
      play: talk()
        .user(message`${word('one')} ${word('two')} ${word('three')}`)
        .client(({ one, two, three }) => within(`${one} ${two} ${three}`)),
    },
    'nothing-else': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'The client sends nothing before its user has typed, and nothing besides the lines.',
        ru: 'Клиент ничего не отправляет, пока пользователь не ввёл строку, и ничего, кроме строк.',
      },
      why: {
        en: 'The server answers whatever it is sent.',
        ru: 'Сервер отвечает на всё, что ему прислали.',
      },
      hint: {
        en: 'No greeting, no name, no terminating NUL (in C: strlen(line), not sizeof line, and not strlen + 1).',
        ru: 'Ни приветствия, ни имени, ни нулевого байта в конце (в C: strlen(line), а не sizeof line и не strlen + 1).',
      },
      needs: [{ answerIn: 'sends-the-line' }],
      play: talk()
        .client.addsNothing()
        .user(word('word'))
        .client((said) => newlineForgiven(said.word))
        .server((said) => answer(said.word))
        .client.addsNothing(),
    },
    'exit-is-not-sent': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The line “exit” is not sent.',
        ru: 'Строка «exit» не отправляется.',
      },
      why: {
        en: 'It is meant for the client, not for the server, which would answer it.',
        ru: 'Она предназначена клиенту, а не серверу, который на неё ответил бы.',
      },
      hint: {
        en: 'Compare the line with “exit” before you send it, and leave the loop.',
        ru: 'Сравните строку с «exit» до отправки и выйдите из цикла.',
      },
      needs: ['sends-the-line'],
      play: answered.user('exit').client.neverSays('exit'),
    },
    'exit-closes': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'At the line “exit” the client closes the connection.',
        ru: 'По строке «exit» клиент закрывает соединение.',
      },
      why: {
        en: 'The close is how the server learns that it may serve the next client.',
        ru: 'По закрытию сервер узнаёт, что можно обслуживать следующего клиента.',
      },
      hint: {
        en: 'Leave the loop at “exit” and close the socket. Compare without the line end: in many languages the line that was read still has it.',
        ru: 'На «exit» выйдите из цикла и закройте сокет. Сравнивайте без перевода строки: во многих языках он остаётся в прочитанной строке.',
      },
      needs: [{ answerIn: 'sends-the-line' }],
      play: answered.user('exit').client.leaves(),
    },
    'exit-status': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'After “exit” the process ends with status 0.',
        ru: 'После «exit» процесс завершается с кодом 0.',
      },
      why: {
        en: 'Status 0 tells whoever started the program that all went well.',
        ru: 'Код 0 сообщает тому, кто запустил программу, что всё хорошо.',
      },
      hint: {
        en: 'Let the program reach its end after the loop: no sys.exit(1), no thread or listener that keeps it alive.',
        ru: 'После цикла дайте программе закончиться: без sys.exit(1), без потока или обработчика, который её держит.',
      },
      needs: ['exit-closes'],
      play: answered.user('exit').client.ends(),
    },
    'spaces-around': {
      tier: 'beyond',
      points: 5,
      rule: {
        en: 'Spaces at the ends of a line are sent as they were typed.',
        ru: 'Пробелы по краям строки отправляются так, как их ввели.',
      },
      why: {
        en: 'What belongs to the message is for the server to tell.',
        ru: 'Что относится к сообщению, решает сервер.',
      },
      hint: {
        en: 'Take off the line end alone, not all white space: no strip(), trim(), or bare read in a shell (IFS= read -r).',
        ru: 'Убирайте только перевод строки, а не все пробелы: без strip(), trim() и простого read в оболочке (IFS= read -r).',
      },
      needs: ['sends-the-line'],
      play: talk()
        .user(message`  ${word('word')}  `)
        .client((said) => within(`  ${said.word}  `)),
    },
    'answer-in-pieces': {
      tier: 'beyond',
      points: 10,
      rule: {
        en: 'An answer that comes in pieces is shown whole before the next line is asked for.',
        ru: 'Ответ, пришедший частями, показан целиком, прежде чем запрошена следующая строка.',
      },
      why: {
        en: 'TCP keeps no message borders: what was sent at once may come in pieces.',
        ru: 'TCP не хранит границ сообщений: отправленное целиком может прийти частями.',
      },
      hint: {
        en: 'You know how long the answer will be: go on receiving until you have so many bytes. Or receive in a thread of its own.',
        ru: 'Длина ответа известна заранее: принимайте, пока не наберётся столько байтов. Или принимайте в отдельном потоке.',
      },
      needs: ['prints-the-answer'],
      play: talk()
        .user(word('word'))
        .client((said) => within(said.word))
        .server((said) => answer(said.word), { piecesOf: 5 })
        .client.prints((said) => shownInPieces(answer(said.word))),
    },
    'end-of-input': {
      points: 10,
      needs: ['prints-the-answer'],
      ...endsWithItsInput({ opening: answered }),
    },
    'server-closes': {
      points: 10,
      needs: [{ answerIn: 'sends-the-line' }],
      ...serverCloses({ opening: sent }),
    },
    'server-resets': {
      points: 5,
      needs: [{ answerIn: 'sends-the-line' }],
      ...serverResets({ opening: sent }),
    },
    'nobody-listens': {
      points: 10,
      needs: [{ answerIn: 'sends-the-line' }],
      ...nobodyListens(),
    },
  }
}
