import type { Pattern } from '../harness/spec/pattern.ts'
import type { Random } from '../harness/spec/random.ts'
import type { Check } from '../harness/spec/spec.ts'
import { type Talk, talk } from '../harness/spec/talk.ts'
import { nobodyListens, serverCloses, serverResets } from './client-checks.ts'
import { answerTo, asked, asks, greeting, solved, sums } from './quiz-asked.ts'

/**
 * A problem that is a piece of a program: whoever finds out what it comes to has run it. Numbers alone
 * would lead elsewhere: each trap has more of them than a sum.
 */
type Trap = (random: Random) => { readonly code: string; readonly value: number }

const traps: readonly Trap[] = [
  // Python, JavaScript, Ruby, PHP
  (random) => {
    const [taken, added] = [random.between(100, 200), random.between(300, 400)]
    return { code: `[7, ${taken}, 9][1] + ${added}`, value: taken + added }
  },
  // Perl, Python
  (random) => {
    const [taken, added] = [random.between(100, 200), random.between(300, 400)]
    return { code: `(7, ${taken}, 9)[1] + ${added}`, value: taken + added }
  },
  // Shells, whose arithmetic runs commands in the index of an array
  (random) => {
    const added = random.between(300, 400)
    return { code: `nothing[$(echo 3)] + ${added}`, value: added }
  },
]

function trapped(trap: Trap): Pattern<{ readonly value: string }> {
  const filled = ({ code, value }: ReturnType<Trap>) => ({
    text: `${greeting}1. ${code}\n`,
    found: { value: String(value) },
  })
  return {
    expected: undefined,
    forgivesNewline: false,
    sample: filled({ code: '[7, 130, 9][1] + 320', value: 450 }),
    speak(random) {
      const { text, found } = filled(trap(random))
      return { bytes: new TextEncoder().encode(text), found }
    },
    hear: () => ({ is: 'unfinished' }),
  }
}

/** One trap after another, each for a client that has just been started. */
const allTraps = traps.reduce<Talk<object> | undefined>(
  (soFar, trap) =>
    (soFar ? soFar.nextClient() : talk())
      .server(trapped(trap))
      .client.disobeys(({ value }) => value),
  undefined,
) as Talk<object>

type Needed = 'answers-a-problem' | 'several-problems' | 'multiplication'

/** What a client of the quiz needs on a real network, and against a server that means ill. */
export const quizClientBeyond = {
  'problem-in-pieces': {
    tier: 'beyond',
    points: 10,
    rule: {
      en: 'A problem that comes byte by byte is answered when it is whole.',
      ru: 'На пример, пришедший по одному байту, ответ отправлен, когда он пришёл целиком.',
    },
    why: {
      en: 'TCP keeps no message borders: “1. 23 + 4” may come first, and “5” later.',
      ru: 'TCP не хранит границ сообщений: сначала может прийти «1. 23 + 4», а потом «5».',
    },
    hint: {
      en: 'Collect what comes until a newline, and only then look for the problem.',
      ru: 'Копите пришедшее до перевода строки и только потом ищите пример.',
    },
    needs: ['answers-a-problem'],
    play: talk()
      .server(greeting)
      .server(asks(1, sums.addition), 'byte-by-byte')
      .client(({ sum }) => answerTo(sum)),
  },
  'words-around': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'Words around a problem (“Right! 2. 7 + 8 = ?”) don’t confuse the client.',
      ru: 'Слова вокруг примера («Верно! 2. 7 + 8 = ?») не сбивают клиента.',
    },
    why: {
      en: 'The wording of the server is free.',
      ru: 'Слова сервера не предписаны.',
    },
    hint: {
      en: 'Look for the sum with a regular expression instead of cutting the line at fixed places.',
      ru: 'Ищите пример регулярным выражением, а не режьте строку в заданных местах.',
    },
    needs: ['several-problems'],
    play: asked(sums.addition)
      .client(({ sum }) => answerTo(sum))
      .server(asks(2, sums.addition, { before: 'Right! The next one:\n', after: ' = ?' }))
      .client(({ sum }) => answerTo(sum)),
  },
  'longer-sums': {
    tier: 'beyond',
    points: 5,
    rule: {
      en: 'Longer sums are worked out with the usual precedence, and brackets are understood.',
      ru: 'Длинные примеры решены с обычным порядком действий, и скобки поняты.',
    },
    why: {
      en: 'Another server may ask more than two numbers.',
      ru: 'Другой сервер может спросить и больше двух чисел.',
    },
    hint: {
      en: 'Parse the sum: products first, then sums; or allow nothing but digits, signs and brackets, and let the language work that out.',
      ru: 'Разбирайте пример: сначала произведения, потом суммы; или допускайте только цифры, знаки и скобки и пусть вычислит язык.',
    },
    needs: ['several-problems', 'multiplication'],
    play: asked(sums.chain)
      .client(({ sum }) => answerTo(sum))
      .server(asks(2, sums.brackets))
      .client(({ sum }) => answerTo(sum)),
  },
  'obeys-nobody': {
    tier: 'beyond',
    points: 10,
    rule: {
      en: 'A “problem” that is a piece of a program is not run.',
      ru: '«Пример», который на деле — кусок программы, не выполняется.',
    },
    why: {
      en: 'Whoever runs what comes from the network has given his machine away.',
      ru: 'Кто выполняет пришедшее из сети, тот отдал свой компьютер.',
    },
    hint: {
      en: 'No eval(), exec() or $((…)) on what the server sends. Take the two numbers and the sign out of it (int(), a table of operators), or refuse whatever isn’t made of digits, signs and brackets alone.',
      ru: 'Никаких eval(), exec() и $((…)) над тем, что прислал сервер. Достаньте из строки два числа и знак (int(), таблица действий) или откажитесь от всего, что состоит не только из цифр, знаков и скобок.',
    },
    needs: ['answers-a-problem'],
    play: allTraps,
  },
  'tells-of-the-close': {
    points: 5,
    needs: ['several-problems'],
    ...serverCloses({ opening: solved(2, sums.addition) }),
  },
  'server-resets': {
    points: 5,
    needs: ['several-problems'],
    ...serverResets({ opening: solved(2, sums.addition) }),
  },
  'tells-that-nobody-listens': {
    points: 5,
    needs: ['answers-a-problem'],
    ...nobodyListens(),
  },
} as const satisfies Record<string, Check<Needed>>
