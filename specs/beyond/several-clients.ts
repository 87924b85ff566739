import type { Pattern, Says } from '../../harness/spec/pattern.ts'
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

/** Two clients at once, and the one who came later speaks, and is answered, first. */
export function twoAtOnce<Found extends object>({
  say,
  answer,
  greeted,
}: {
  readonly say: Pattern<Found>
  readonly answer: (said: Found) => Says<object>
  /** What each client is told when it comes. */
  readonly greeted?: Says<object>
}): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Of two clients who are connected at once, the later one is answered first if he speaks first.',
      ru: 'Если подключены два клиента, позже пришедший получает ответ первым, когда говорит первым.',
    },
    why: {
      en: 'One silent client must not keep all others waiting.',
      ru: 'Один молчащий клиент не должен заставлять ждать всех остальных.',
    },
    hint: {
      en: 'Give each connection its own thread or process, or watch all sockets at once (selectors, poll, asyncio).',
      ru: 'Дайте каждому соединению свой поток или процесс либо следите за всеми сокетами сразу (selectors, poll, asyncio).',
    },
    async play(stage) {
      const early = await stage.connects()
      if (greeted) await early.mayHear(greeted)
      const late = await stage.connects()
      if (greeted) await late.mayHear(greeted)
      for (const client of [late, early]) {
        const { bytes, found } = say.speak(stage.random)
        await client.says(bytes)
        await client.hears(answer(found))
      }
    },
  }
}
