import { findProblem } from '../harness/spec/arithmetic.ts'
import { textOf } from '../harness/spec/bytes.ts'
import { RuleBroken } from '../harness/spec/failure.ts'
import { defineSpec } from '../harness/spec/spec.ts'
import type { Client } from '../harness/spec/stage.ts'
import { word } from '../harness/spec/texts.ts'
import { example } from './quiz-asked.ts'
import { quizBeyond } from './quiz-beyond.ts'
import {
  type Asked,
  answer,
  answers,
  failsAfter,
  fairly,
  isGreeted,
  isRefused,
  problem,
  served,
  wins,
  wrongAnswerTo,
} from './quiz-talk.ts'

export const quiz = defineSpec({
  id: 'quiz',
  port: 31337,
  serves: 'sequential',
  unforeseeable: true,
  title: { en: 'Arithmetic quiz server', ru: 'Сервер-викторина по арифметике' },
  task: {
    en: 'Write a TCP server that greets each user and asks ten numbered arithmetic problems, one at a time: “1. 23 + 45”. A right answer brings the next problem. A wrong one brings “It’s wrong!” and a close, and the server waits for a new user. After ten right answers it tells the user that he has won, closes the connection, and the process ends.',
    ru: 'Напишите TCP-сервер, который приветствует пользователя и задаёт ему по одному десять пронумерованных примеров: «1. 23 + 45». За верный ответ — следующий пример. За неверный — «It’s wrong!» и закрытие соединения, после чего сервер ждёт нового пользователя. После десяти верных ответов сервер сообщает о победе, закрывает соединение, и процесс завершается.',
  },
  example,
  resembles: (seen) => (findProblem(seen.greeting) ? 1 : findProblem(seen.answer) ? 0.4 : 0),
  checks: {
    'greets-and-asks': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A greeting and the first problem come unasked.',
        ru: 'Приветствие и первый пример приходят сами, без запроса.',
      },
      why: {
        en: 'The user waits for the question: if both sides wait, nothing ever happens.',
        ru: 'Пользователь ждёт вопроса: если ждут обе стороны, ничего не произойдёт.',
      },
      hint: {
        en: 'Right after accept() send the greeting and “1. ” with a problem: two whole numbers and one of + - * / between them.',
        ru: 'Сразу после accept() отправьте приветствие и «1. » с примером: два целых числа и между ними + - * или /.',
      },
      async play(stage) {
        const client = await stage.connects()
        if (!isGreeted(await client.hears(problem))) {
          throw new RuleBroken({ code: 'wrong-bytes', received: client.received })
        }
      },
    },
    'one-at-a-time': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'Problem 2 comes only after the answer to problem 1.',
        ru: 'Пример 2 приходит только после ответа на пример 1.',
      },
      why: {
        en: 'A quiz that shows all its questions at once can’t end at the first wrong answer.',
        ru: 'Викторина, показавшая все вопросы сразу, не сможет закончиться на первой ошибке.',
      },
      hint: {
        en: 'Send one problem, then call recv() and check the answer; only then send the next.',
        ru: 'Отправьте один пример, затем вызовите recv() и проверьте ответ; только потом отправляйте следующий.',
      },
      needs: [{ answerIn: 'greets-and-asks' }],
      async play(stage) {
        const client = await stage.connects()
        await client.hears(problem)
        const received = await client.hearsOut()
        if (findProblem(textOf(received))?.number === undefined) return
        throw new RuleBroken({ code: 'unasked-bytes', received, when: 'before-the-client' })
      },
    },
    numbered: {
      tier: 'core',
      points: 5,
      rule: {
        en: 'Right answers bring ten problems, numbered 1 to 10 in order.',
        ru: 'За верные ответы приходят десять примеров с номерами от 1 до 10 по порядку.',
      },
      why: {
        en: 'Programs, too, read the number to know where they are.',
        ru: 'По номеру и программа понимает, где она находится.',
      },
      hint: {
        en: 'Count from 1: range(1, 11). Write the number, a dot, a space, the problem.',
        ru: 'Считайте с 1: range(1, 11). Пишите номер, точку, пробел, пример.',
      },
      needs: [{ answerIn: 'greets-and-asks' }],
      ends: true,
      play: fairly(async (stage, solve) => {
        const asked = await answers(await stage.connects(), 10, solve)
        const off = asked.findIndex(({ number }, index) => number !== index + 1)
        if (off < 0) return
        const found = asked[off]?.number
        throw new RuleBroken({ code: 'wrong-number', expected: off + 1, found })
      }),
    },
    'no-eleventh': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'There is no problem 11.',
        ru: 'Одиннадцатого примера нет.',
      },
      why: {
        en: 'Off by one is the commonest mistake of all loops.',
        ru: 'Ошибка на единицу — самая частая ошибка в циклах.',
      },
      hint: {
        en: 'Ask exactly ten: range(1, 11) in Python, for (i = 1; i <= 10; i++) elsewhere.',
        ru: 'Задавайте ровно десять: range(1, 11) в Python, for (i = 1; i <= 10; i++) в других языках.',
      },
      needs: [{ answerIn: 'numbered' }],
      ends: true,
      play: fairly(async (stage, solve) => {
        const client = await stage.connects()
        await answers(client, 10, solve)
        const received = await client.hearsReply()
        if (!client.closed && findProblem(textOf(received))?.number !== undefined) {
          throw new RuleBroken({ code: 'went-on', received })
        }
      }),
    },
    'wrong-first': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'A wrong answer to the first problem brings a message and a close.',
        ru: 'Неверный ответ на первый пример приносит сообщение и закрытие соединения.',
      },
      why: {
        en: 'A quiz that takes any answer tests nobody.',
        ru: 'Викторина, которая принимает любой ответ, никого не проверяет.',
      },
      hint: {
        en: 'Compare numbers with numbers: int(answer) == result. If they differ, send “It’s wrong!” and close the connection.',
        ru: 'Сравнивайте числа с числами: int(answer) == result. Если не равны, отправьте «It’s wrong!» и закройте соединение.',
      },
      needs: [{ answerIn: 'greets-and-asks' }],
      play: fairly(async (stage, solve) => {
        await failsAfter(await stage.connects(), 0, solve)
      }),
    },
    'next-user-starts-at-1': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'After a wrong answer the next user is served, and starts at problem 1.',
        ru: 'После неверного ответа обслуживается следующий пользователь, и начинает он с примера 1.',
      },
      why: {
        en: 'What one user did must not be left over for the next.',
        ru: 'Сделанное одним пользователем не должно доставаться следующему.',
      },
      hint: {
        en: 'Go back to accept() after a wrong answer, and set the counter anew for each connection.',
        ru: 'После неверного ответа возвращайтесь к accept(), а счётчик заводите заново для каждого соединения.',
      },
      needs: [{ answerIn: 'greets-and-asks' }],
      play: fairly(async (stage, solve) => {
        const early = await stage.connects()
        const [first] = await answers(early, 1, solve)
        const { sum } = await early.hears(problem)
        await early.hearsOut()
        await answer(early, wrongAnswerTo(sum))
        await early.hearsReply()
        await early.leaves()
        const late = await stage.connects()
        const { number: found } = await late.hears(problem)
        const expected = first?.number ?? 1
        if (found !== first?.number && found !== 1) {
          throw new RuleBroken({ code: 'wrong-number', expected, found })
        }
      }),
    },
    'wrong-in-the-middle': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'A wrong answer in the middle brings a message and a close.',
        ru: 'Неверный ответ в середине приносит сообщение и закрытие соединения.',
      },
      why: {
        en: 'Every answer is checked, not only the first.',
        ru: 'Проверяется каждый ответ, а не только первый.',
      },
      hint: {
        en: 'Check the answer inside the loop, after every problem.',
        ru: 'Проверяйте ответ внутри цикла, после каждого примера.',
      },
      needs: ['wrong-first', { answerIn: 'numbered' }],
      play: fairly(async (stage, solve) => {
        await failsAfter(await stage.connects(), stage.random.between(3, 6), solve)
      }),
    },
    'wrong-tenth': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'A wrong answer to the tenth problem brings a message and a close, not a win.',
        ru: 'Неверный ответ на десятый пример приносит сообщение и закрытие, а не победу.',
      },
      why: {
        en: 'The last round of a loop is the one that is forgotten.',
        ru: 'Последний виток цикла — тот, о котором забывают.',
      },
      hint: {
        en: 'Count right answers, not problems asked: the win comes after the tenth answer has been checked.',
        ru: 'Считайте верные ответы, а не заданные примеры: победа — после проверки десятого ответа.',
      },
      needs: ['wrong-first', 'next-user-starts-at-1', { answerIn: 'numbered' }],
      play: fairly(async (stage, solve) => {
        const first = await failsAfter(await stage.connects(), 0, solve)
        const user = await stage.connects()
        const tenth = await failsAfter(user, 9, solve)
        await user.leaves()
        if (tenth === first) return
        // Told otherwise than after the first problem: is it what a winner is told?
        const won = (await stage.stillServes()) ? await wins(await stage.connects(), solve) : tenth
        if (tenth === won) throw new RuleBroken({ code: 'same-words', words: tenth.trim() })
      }),
    },
    'ten-answers-win': {
      tier: 'core',
      points: 15,
      rule: {
        en: 'Ten right answers win: a message, unlike the one for a wrong answer, and a close.',
        ru: 'Десять верных ответов — победа: сообщение, не такое, как при ошибке, и закрытие соединения.',
      },
      why: {
        en: 'The user must learn how it ended.',
        ru: 'Пользователь должен узнать, чем всё кончилось.',
      },
      hint: {
        en: 'After the tenth right answer send a message of its own (“You win!”), then close the connection.',
        ru: 'После десятого верного ответа отправьте отдельное сообщение («You win!») и закройте соединение.',
      },
      needs: ['no-eleventh'],
      ends: true,
      play: fairly(async (stage, solve) => {
        const loser = await stage.connects()
        const { sum } = await loser.hears(problem)
        await loser.hearsOut()
        await answer(loser, wrongAnswerTo(sum))
        const lost = textOf(await loser.hearsReply()).trim()
        await loser.leaves()
        // A server that ends here has broken another rule: this one is judged all the same.
        if (!(await stage.stillServes())) await stage.startsAnew()
        const winner = await stage.connects()
        const words = (await wins(winner, solve)).trim()
        await winner.seesClose()
        if (words === lost) throw new RuleBroken({ code: 'same-words', words })
      }),
    },
    'ends-after-the-win': {
      tier: 'core',
      points: 10,
      rule: {
        en: 'After the win the process ends with status 0.',
        ru: 'После победы процесс завершается с кодом 0.',
      },
      why: {
        en: 'The task says so: the server is there until somebody has won.',
        ru: 'Так сказано в задании: сервер работает, пока кто-нибудь не победит.',
      },
      hint: {
        en: 'Leave both loops after the win, close the listening socket, and let the program reach its end (or call exit(0)).',
        ru: 'После победы выйдите из обоих циклов, закройте слушающий сокет и дайте программе закончиться (или вызовите exit(0)).',
      },
      needs: ['no-eleventh'],
      ends: true,
      play: fairly(async (stage, solve) => {
        const client = await stage.connects()
        await answers(client, 10, solve)
        await client.hearsReply()
        await client.leaves()
        await stage.ends()
      }),
    },
    'problems-differ': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'Two users get different problems.',
        ru: 'Два пользователя получают разные примеры.',
      },
      why: {
        en: 'Otherwise the second user copies from the first.',
        ru: 'Иначе второй спишет у первого.',
      },
      hint: {
        en: 'Draw the numbers anew for each user, inside the loop, and don’t seed the generator with a constant for each of them.',
        ru: 'Выбирайте числа заново для каждого пользователя, внутри цикла, и не задавайте генератору каждый раз одно и то же начальное значение.',
      },
      needs: ['next-user-starts-at-1', { answerIn: 'numbered' }],
      play: fairly(async (stage, solve) => {
        const sums = async (client: Client) => {
          const asked: Asked[] = await answers(client, 9, solve)
          const last = await client.hears(problem)
          await client.hearsOut()
          await answer(client, wrongAnswerTo(last.sum))
          await client.hearsReply()
          await client.leaves()
          return [...asked, last].map(({ sum }) => sum.text).join()
        }
        const first = await sums(await stage.connects())
        // A server that ends here has broken another rule: this one is judged all the same.
        if (!(await stage.stillServes())) await stage.startsAnew()
        const second = await sums(await stage.connects())
        if (first === second) throw new RuleBroken({ code: 'same-problems' })
      }),
    },
    'not-a-number': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'An answer that is no number is a wrong answer, and does the server no harm.',
        ru: 'Ответ, который не является числом, — неверный ответ, и серверу он не вредит.',
      },
      why: {
        en: 'Users type what they like.',
        ru: 'Пользователи вводят что хотят.',
      },
      hint: {
        en: 'Catch the error of the conversion (ValueError in Python) and treat it as a wrong answer.',
        ru: 'Перехватывайте ошибку преобразования (ValueError в Python) и считайте такой ответ неверным.',
      },
      needs: ['wrong-first', 'next-user-starts-at-1'],
      async play(stage) {
        const client = await stage.connects()
        await client.hears(problem)
        const { text } = word('text').speak(stage.random).found
        await isRefused(client, text)
        await stage.plays(served)
      },
    },
    'user-leaves': {
      tier: 'core',
      points: 5,
      rule: {
        en: 'A user who leaves in the middle does the server no harm.',
        ru: 'Пользователь, ушедший посередине, не вредит серверу.',
      },
      why: {
        en: 'People get bored, and connections break.',
        ru: 'Людям надоедает, связь рвётся.',
      },
      hint: {
        en: 'recv() that returns no bytes means that the user has gone: close his socket and go back to accept().',
        ru: 'recv() вернул пустоту — пользователь ушёл: закройте его сокет и вернитесь к accept().',
      },
      needs: ['next-user-starts-at-1'],
      play: fairly(async (stage, solve) => {
        const client = await stage.connects()
        await answers(client, 1, solve)
        await client.hears(problem)
        await client.hearsOut()
        await client.leaves()
        await stage.plays(served)
      }),
    },
    ...quizBeyond,
  },
})
