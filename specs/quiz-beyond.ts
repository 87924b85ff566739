import { CannotJudge, RuleBroken } from '../harness/spec/failure.ts'
import type { Check } from '../harness/spec/spec.ts'
import { notUtf8 } from './beyond/bytes.ts'
import { reset } from './beyond/resets.ts'
import { answer, answers, fairly, problem, served } from './quiz-talk.ts'

/** A client hears the first problem and gives the right answer in an unusual form; the next one comes. */
const acceptsFormOf = (form: (right: string) => string) =>
  fairly(async (stage, solve) => {
    const client = await stage.connects()
    const { sum } = await client.hears(problem)
    await client.says(form(solve(sum)))
    await client.hears(problem)
  })

/** What a quiz needs on a real network. */
export const quizBeyond = {
  'answer-with-spaces': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'An answer with spaces around it counts.',
      ru: 'Ответ с пробелами по краям засчитывается.',
    },
    why: {
      en: 'A space at the end can’t be seen, and the user did answer rightly.',
      ru: 'Пробел в конце не виден, а ответ всё-таки верный.',
    },
    hint: {
      en: 'Take white space off both ends before you compare: strip(), trim().',
      ru: 'Перед сравнением убирайте пробелы с обоих концов: strip(), trim().',
    },
    needs: [{ answerIn: 'numbered' }],
    play: acceptsFormOf((right) => `  ${right}  \n`),
  },
  'answer-with-crlf': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'An answer that ends with \\r\\n counts.',
      ru: 'Ответ, который кончается на \\r\\n, засчитывается.',
    },
    why: {
      en: 'Telnet and Windows programs end their lines so.',
      ru: 'Так заканчивают строки telnet и программы Windows.',
    },
    hint: {
      en: 'Take all white space off the end, not only the newline.',
      ru: 'Убирайте с конца все пробельные символы, а не только перевод строки.',
    },
    needs: [{ answerIn: 'numbered' }],
    play: acceptsFormOf((right) => `${right}\r\n`),
  },
  'answer-without-newline': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'An answer without a newline counts.',
      ru: 'Ответ без перевода строки засчитывается.',
    },
    why: {
      en: 'A client written by a programmer, not a terminal, may send the bare number.',
      ru: 'Клиент-программа, в отличие от терминала, может прислать одно число.',
    },
    hint: {
      en: 'Take what one recv() returns for the answer.',
      ru: 'Считайте ответом то, что вернул один recv().',
    },
    needs: [{ answerIn: 'numbered' }],
    play: acceptsFormOf((right) => right),
  },
  'answer-in-two': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'An answer that arrives in two pieces counts.',
      ru: 'Ответ, пришедший двумя частями, засчитывается.',
    },
    why: {
      en: 'TCP keeps no message borders: “68” may arrive as “6”, and a moment later “8”.',
      ru: 'TCP не хранит границ сообщений: «68» может прийти как «6», а чуть позже — «8».',
    },
    hint: {
      en: 'An answer ends with a newline: collect what recv() returns until there is one (Python: makefile().readline()), and only then compare.',
      ru: 'Ответ кончается переводом строки: копите то, что возвращает recv(), пока он не придёт (в Python: makefile().readline()), и только потом сравнивайте.',
    },
    needs: [{ answerIn: 'numbered' }],
    play: fairly(async (stage, solve) => {
      const client = await stage.connects()
      for (let asked = 1; asked < 10; asked++) {
        const { sum } = await client.hears(problem)
        const right = solve(sum)
        // A minus sign alone is no number yet, which is another check's rule.
        const cut = right.search(/\d/) + 1
        if (right.length > cut) {
          await client.says(right.slice(0, cut))
          await client.staysConnected()
          await answer(client, right.slice(cut))
          return void (await client.hears(problem))
        }
        await answer(client, right)
      }
      throw new CannotJudge('no answer had two digits')
    }),
  },
  'two-at-once': {
    tier: 'beyond',
    points: 10,
    rule: {
      en: 'Two users at once each play a quiz of their own, the later one first.',
      ru: 'Два пользователя одновременно играют каждый в свою викторину, позже пришедший — первым.',
    },
    why: {
      en: 'One user who thinks must not keep all others waiting.',
      ru: 'Один задумавшийся пользователь не должен заставлять ждать остальных.',
    },
    hint: {
      en: 'Give each connection its own thread or process, with its own counter.',
      ru: 'Дайте каждому соединению свой поток или процесс со своим счётчиком.',
    },
    needs: ['next-user-starts-at-1'],
    play: fairly(async (stage, solve) => {
      const early = await stage.connects()
      const earlyFirst = await early.hears(problem)
      const late = await stage.connects()
      await answers(late, 1, solve)
      await late.hears(problem)
      await answer(early, solve(earlyFirst.sum))
      const { number: found } = await early.hears(problem)
      const expected = (earlyFirst.number ?? 0) + 1
      if (found !== expected) {
        throw new RuleBroken({ code: 'wrong-number', expected, found })
      }
    }),
  },
  'not-utf8': { points: 5, needs: ['not-a-number'], ...notUtf8({ served, greeted: problem }) },
  'survives-a-reset': {
    points: 10,
    needs: ['user-leaves'],
    ...reset({ opening: served, served, mayEnd: false }),
    play: fairly(async (stage, solve) => {
      const client = await stage.connects()
      await answers(client, 1, solve)
      await client.hears(problem)
      await client.hearsOut()
      await client.resets()
      await stage.plays(served)
    }),
  },
} as const satisfies Readonly<Record<string, Check>>
