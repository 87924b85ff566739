import { anyWords } from '../harness/spec/pattern.ts'
import { type Check, defineClientSpec } from '../harness/spec/spec.ts'
import { talk, talkToNobody } from '../harness/spec/talk.ts'
import type { Words } from '../harness/spec/words.ts'
import { answerTo, asked, asks, type Draw, greeting, solved, sums } from './quiz-asked.ts'
import { quizClientBeyond } from './quiz-client-beyond.ts'

/** A problem of a kind is answered rightly. */
function answers(points: number, draw: Draw, kind: Words, hint: Words) {
  return {
    tier: 'core',
    points,
    rule: {
      en: `The right answer is sent to ${kind.en}.`,
      ru: `На ${kind.ru} отправлен верный ответ.`,
    },
    why: {
      en: 'The server asks what it likes: a client that knows only some signs wins only sometimes.',
      ru: 'Сервер спрашивает что хочет: клиент, который знает не все знаки, выигрывает не всегда.',
    },
    hint,
    needs: ['answers-a-problem'],
    play: asked(draw).client(({ sum }) => answerTo(sum)),
  } as const satisfies Check<'answers-a-problem'>
}

const inTwo = {
  en: 'Take the line apart at its spaces, or with a regular expression that takes every sign: (-?\\d+) *(//|[-+*/%]) *(-?\\d+).',
  ru: 'Разберите строку по пробелам или регулярным выражением, которое знает все знаки: (-?\\d+) *(//|[-+*/%]) *(-?\\d+).',
}

export const quizClient = defineClientSpec({
  id: 'quiz-client',
  port: 31337,
  title: { en: 'Arithmetic quiz client', ru: 'Клиент викторины по арифметике' },
  task: {
    en: 'Write a TCP client that connects to the quiz on port 31337 of its own machine and wins it by itself: it reads the greeting and the numbered problems (“1. 23 + 45”), sends the right answer to each, reads that it has won, closes the connection, and ends with status 0. It ends by itself, too, when the server says that an answer was wrong, when the server closes, and when nobody listens.',
    ru: 'Напишите TCP-клиент, который подключается к викторине на порту 31337 своего компьютера и сам в ней выигрывает: читает приветствие и пронумерованные примеры («1. 23 + 45»), на каждый отправляет верный ответ, читает, что победил, закрывает соединение и завершается с кодом 0. Он завершается сам и тогда, когда сервер сообщает об ошибке, закрывает соединение или когда порт никто не слушает.',
  },
  example: talk()
    .server(`${greeting}1. 23 + 45\n`)
    .client('68\n')
    .server('2. 7 * 8\n')
    .client('56\n')
    .server('…\n')
    .client('…\n')
    .server('You win!\n')
    .server.closes()
    .client.leaves()
    .client.ends(),
  resembles: (seen) => (seen.toProblem.includes('68') ? 1 : 0),
  checks: {
    'answers-a-problem': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'A greeting and a problem that come in one segment are answered with the right number.',
        ru: 'На приветствие и пример, пришедшие одним сегментом, отправлено верное число.',
      },
      why: {
        en: 'What the server sent with two sends often arrives as one.',
        ru: 'То, что сервер отправил двумя send, часто приходит одним куском.',
      },
      hint: {
        en: 'Read line by line, and look for the line that begins with a number and a dot; send the result alone, as text, without words.',
        ru: 'Читайте построчно и ищите строку, которая начинается с номера и точки; отправляйте только результат, текстом, без слов.',
      },
      play: asked(sums.addition).client(({ sum }) => answerTo(sum)),
    },
    'greeting-first': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'The same when the greeting comes first, and the problem after it.',
        ru: 'То же, когда сначала приходит приветствие, а за ним — пример.',
      },
      why: {
        en: 'One recv() brings what has come so far, which may be only the greeting.',
        ru: 'Один recv() возвращает то, что уже пришло, — возможно, только приветствие.',
      },
      hint: {
        en: 'Go on receiving until there is a whole line with a problem in it.',
        ru: 'Принимайте дальше, пока не придёт целая строка с примером.',
      },
      play: talk()
        .server(greeting)
        .server.pauses()
        .server(asks(1, sums.addition))
        .client(({ sum }) => answerTo(sum)),
    },
    'several-problems': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'One problem after another is answered, each when it has come.',
        ru: 'Один за другим решены несколько примеров: каждый — когда он пришёл.',
      },
      why: {
        en: 'The next problem comes only after the answer to the one before.',
        ru: 'Следующий пример приходит только после ответа на предыдущий.',
      },
      hint: {
        en: 'Put receiving, working out and sending into a loop. Answer the newest problem, not the first one in all that has come.',
        ru: 'Приём, вычисление и отправку поместите в цикл. Отвечайте на последний пример, а не на первый из всего пришедшего.',
      },
      needs: ['answers-a-problem'],
      play: solved(3, sums.addition),
    },
    subtraction: answers(5, sums.subtraction, { en: 'a subtraction', ru: 'вычитание' }, inTwo),
    multiplication: answers(
      5,
      sums.multiplication,
      { en: 'a multiplication', ru: 'умножение' },
      inTwo,
    ),
    division: answers(
      5,
      sums.division,
      { en: 'a division, which is a whole number', ru: 'деление, которое выполняется нацело,' },
      {
        en: 'Divide whole numbers: // in Python, integers elsewhere. “12.0” instead of “12” is forgiven, not with --strict.',
        ru: 'Делите целые числа: // в Python, целые типы в других языках. «12.0» вместо «12» прощается, но не с --strict.',
      },
    ),
    'floor-division': answers(
      5,
      sums.floorDivision,
      { en: 'a division without remainder (//)', ru: 'деление без остатка (//)' },
      inTwo,
    ),
    remainder: answers(5, sums.remainder, { en: 'a remainder (%)', ru: 'остаток (%)' }, inTwo),
    'negative-numbers': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Problems with negative numbers, and with a negative result, are answered rightly.',
        ru: 'Примеры с отрицательными числами и с отрицательным результатом решены верно.',
      },
      why: {
        en: 'A minus is not always an operator.',
        ru: 'Минус — не всегда знак действия.',
      },
      hint: {
        en: 'Let a number begin with a minus: -?\\d+. Splitting at “-” takes negative numbers apart.',
        ru: 'Разрешите числу начинаться с минуса: -?\\d+. Разделение по «-» разрывает отрицательные числа.',
      },
      needs: ['several-problems', 'subtraction', 'multiplication'],
      play: asked(sums.negativeResult)
        .client(({ sum }) => answerTo(sum))
        .server(asks(2, sums.negativeSecond))
        .client(({ sum }) => answerTo(sum))
        .server(asks(3, sums.negativeOperand))
        .client(({ sum }) => answerTo(sum)),
    },
    'waits-for-the-win': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Ten problems are answered, and what the server says to the tenth answer is waited for.',
        ru: 'Решены десять примеров, и клиент дожидается, что сервер скажет о десятом ответе.',
      },
      why: {
        en: 'Only the server knows whether the answer was right.',
        ru: 'Верен ли ответ, знает только сервер.',
      },
      hint: {
        en: 'Go on receiving until the server closes, rather than counting to ten.',
        ru: 'Принимайте, пока сервер не закроет соединение, а не считайте до десяти.',
      },
      needs: ['several-problems'],
      play: solved(10, sums.addition).client.stays(),
    },
    'ends-after-the-win': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'After the win the client closes the connection and ends with status 0.',
        ru: 'После победы клиент закрывает соединение и завершается с кодом 0.',
      },
      why: {
        en: 'A program that has done its work ends, and says by its status that all went well.',
        ru: 'Программа, которая сделала своё дело, завершается и кодом сообщает, что всё хорошо.',
      },
      hint: {
        en: 'A line without a problem, or recv() without bytes, is the end: leave the loop, close the socket.',
        ru: 'Строка без примера или recv() без байтов — это конец: выйдите из цикла и закройте сокет.',
      },
      needs: ['waits-for-the-win'],
      play: solved(10, sums.addition)
        .server('You win!\n')
        .server.closes()
        .client.leaves()
        .client.ends(),
    },
    'told-that-it-was-wrong': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'When the server says that an answer was wrong, the client ends.',
        ru: 'Если сервер сообщает, что ответ неверен, клиент завершается.',
      },
      why: {
        en: 'There is nothing more to come: a client that waits for the next problem waits for ever.',
        ru: 'Больше ничего не придёт: клиент, который ждёт следующего примера, будет ждать вечно.',
      },
      hint: {
        en: 'recv() without bytes means that the server has closed: leave the loop. Without that test it spins, or waits for a problem that never comes.',
        ru: 'recv() без байтов — сервер закрыл соединение: выйдите из цикла. Без этой проверки цикл крутится или ждёт примера, которого не будет.',
      },
      needs: [{ answerIn: 'answers-a-problem' }],
      play: asked(sums.addition)
        .client(anyWords('answer', '68\n'))
        .server("It's wrong!\n")
        .server.closes()
        .client.endsSomehow(),
    },
    'server-closes': {
      tier: 'core',
      points: 3,
      rule: {
        en: 'When the server closes in the middle, the client ends.',
        ru: 'Если сервер закрывает соединение посреди викторины, клиент завершается.',
      },
      why: {
        en: 'Servers crash, and networks break.',
        ru: 'Серверы падают, сети рвутся.',
      },
      hint: {
        en: 'recv() without bytes: leave the loop.',
        ru: 'recv() без байтов: выходите из цикла.',
      },
      needs: ['several-problems'],
      play: solved(2, sums.addition).server.closes().client.endsSomehow(),
    },
    'nobody-listens': {
      tier: 'core',
      points: 2,
      rule: {
        en: 'Where nobody listens, the client ends.',
        ru: 'Если порт никто не слушает, клиент завершается.',
      },
      why: {
        en: 'A program that hangs tells nobody that there is no server.',
        ru: 'Зависшая программа никому не скажет, что сервера нет.',
      },
      hint: {
        en: 'Don’t try to connect for ever: after some attempts give up.',
        ru: 'Не пытайтесь подключаться вечно: после нескольких попыток сдавайтесь.',
      },
      play: talkToNobody().client.endsSomehow(),
    },
    ...quizClientBeyond,
  },
})
