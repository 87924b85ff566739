import { staying, type Talk } from '../../harness/spec/talk.ts'
import { type Rule, type Service, serve } from './service.ts'

/**
 * A client breaks its connection off while the server waits for it to speak; the server goes on, or,
 * where it has only one client to serve, ends well.
 */
export function reset({
  opening,
  served,
  mayEnd,
}: {
  /** What is said before the reset. */
  readonly opening: Talk<object>
  readonly served: Service
  readonly mayEnd: boolean
}): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'A client that resets its connection does the server no harm.',
      ru: 'Клиент, оборвавший соединение сбросом (RST), не вредит серверу.',
    },
    why: {
      en: 'Programs crash and cables are pulled: a reset connection is everyday life for a server.',
      ru: 'Программы падают, кабели выдёргивают: сброшенное соединение — будни сервера.',
    },
    hint: {
      en: 'Catch the error that recv() and send() report then (ConnectionResetError, ECONNRESET, SIGPIPE), close that client and go on.',
      ru: 'Перехватывайте ошибку, о которой тогда сообщают recv() и send() (ConnectionResetError, ECONNRESET, SIGPIPE), закрывайте этого клиента и продолжайте.',
    },
    async play(stage) {
      await stage.plays(staying(opening).client.listens().client.resets())
      const next = () => serve(stage, served)
      if (mayEnd) await stage.endsOrServes(next)
      else await next()
    },
  }
}
