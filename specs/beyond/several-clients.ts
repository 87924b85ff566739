import type { Pattern, Says } from '../../harness/spec/pattern.ts'
import type { Client, Stage } from '../../harness/spec/stage.ts'
import { type Rule, type Service, serve } from './service.ts'

/** A second client is served after the first has left. */
export function nextClient({
  first,
  next,
}: {
  readonly first: Service
  readonly next: Service
}): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'A second client is served after the first has left.',
      ru: 'После ухода первого клиента обслуживается второй.',
    },
    why: {
      en: 'A server that has to be started again for each client serves nobody at night.',
      ru: 'Сервер, который нужно перезапускать для каждого клиента, ночью не обслужит никого.',
    },
    hint: {
      en: 'Put accept() and all that follows it into a loop; close only the client’s socket inside it.',
      ru: 'Поместите accept() и всё, что за ним, в цикл; внутри закрывайте только сокет клиента.',
    },
    async play(stage) {
      await serve(stage, first)
      await serve(stage, next)
    },
  }
}

/** How a client speaks and is answered. */
export interface Exchange<Found extends object> {
  readonly say: Pattern<Found>
  readonly answer: (said: Found) => Says<object>
  /** What each client is told when it comes. */
  readonly greeted?: Says<object>
}

/** So many clients come, and the one who came last speaks, and is answered, first. */
async function inReverse<Found extends object>(
  stage: Stage,
  count: number,
  { say, answer, greeted }: Exchange<Found>,
): Promise<void> {
  const clients: Client[] = []
  while (clients.length < count) {
    const client = await stage.connects()
    if (greeted) await client.mayHear(greeted)
    clients.unshift(client)
  }
  for (const client of clients) await client.hears(answer(await client.speaks(say)))
}

const atOnce = {
  why: {
    en: 'One silent client must not keep all others waiting.',
    ru: 'Один молчащий клиент не должен заставлять ждать всех остальных.',
  },
  hint: {
    en: 'Give each connection its own thread or process, or watch all sockets at once (selectors, poll, asyncio).',
    ru: 'Дайте каждому соединению свой поток или процесс либо следите за всеми сокетами сразу (selectors, poll, asyncio).',
  },
} as const

/** Two clients at once, and the one who came later speaks, and is answered, first. */
export function twoAtOnce<Found extends object>(exchange: Exchange<Found>): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Of two clients who are connected at once, the later one is answered first if he speaks first.',
      ru: 'Если подключены два клиента, позже пришедший получает ответ первым, когда говорит первым.',
    },
    ...atOnce,
    play: (stage) => inReverse(stage, 2, exchange),
  }
}

/** Two clients at once, then five, who speak in the reverse order. */
export function fiveInReverse<Found extends object>(exchange: Exchange<Found>): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Clients who are connected at once are answered in the order in which they speak, the last who came first.',
      ru: 'Одновременно подключённые клиенты получают ответы в том порядке, в каком говорят: последний пришедший — первым.',
    },
    ...atOnce,
    async play(stage) {
      // Where nobody else is accepted, two show it, and don't fill the queue of those who wait.
      await inReverse(stage, 2, exchange)
      await inReverse(stage, 5, exchange)
    },
  }
}

/** An answer that takes longer, ms, isn't waited for before the next of a crowd comes. */
const prompt = 200

/** Fifty clients are connected at once, and all of them are answered. */
export function fiftyAtOnce<Found extends object>({ say, answer }: Exchange<Found>): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Of fifty clients who are connected at once, each is answered.',
      ru: 'Из пятидесяти одновременно подключённых клиентов каждый получает ответ.',
    },
    why: {
      en: 'What works for two may have been made for two: fixed tables and pools of a few threads fill up.',
      ru: 'Что работает для двух, могло быть и рассчитано на двух: таблицы фиксированного размера и пулы из нескольких потоков заполняются.',
    },
    hint: {
      en: 'Don’t limit the clients to a number of your own: no array of ten sockets, no pool of ten threads that each stay with one client. Start a thread for each client, or watch all sockets at once.',
      ru: 'Не ограничивайте число клиентов: ни массива на десять сокетов, ни пула из десяти потоков, каждый из которых занят одним клиентом. Запускайте поток на каждого клиента или следите за всеми сокетами сразу.',
    },
    async play(stage) {
      const clients: Client[] = []
      const awaited: (() => Promise<void>)[] = []
      const speaks = async (client: Client) => {
        const said = await client.speaks(say)
        awaited.push(() => client.hears(answer(said)).then(() => {}))
      }
      const allAnswered = async () => {
        for (const hears of awaited.splice(0)) await hears()
      }
      const comes = async () => {
        const client = await stage.connects()
        clients.unshift(client)
        await speaks(client)
      }
      await comes()
      await allAnswered()
      await stage.aside(async () => {
        for (let waits = true; clients.length < 50; ) {
          const start = performance.now()
          await comes()
          // Whoever is answered has left the queue of listen(), which may be short.
          if (waits) await allAnswered()
          waits &&= performance.now() - start < prompt
        }
        await allAnswered()
        for (const client of clients) await speaks(client)
        await allAnswered()
      })
    },
  }
}
