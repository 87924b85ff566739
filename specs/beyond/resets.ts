import { concat } from '../../harness/spec/bytes.ts'
import type { Pattern, Says } from '../../harness/spec/pattern.ts'
import type { Stage } from '../../harness/spec/stage.ts'
import { staying, type Talk } from '../../harness/spec/talk.ts'
import { longWord } from '../../harness/spec/texts.ts'
import { moreThanBuffered } from './deliveries.ts'
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

/** How clients speak with a server, for those who break off at one point or another. */
export interface Speech<Found extends object> {
  /** What each client is told when it comes. */
  readonly greeted?: Says<object>
  readonly say: Pattern<Found>
  readonly answer: (said: Found) => Says<object>
  readonly served: Service
  /** It is answered for as long as it speaks, so that it can break off in the middle of a long answer. */
  readonly atLength?: boolean
}

/**
 * Clients break their connections off at every point there is, and each time the next is served: at
 * once, with an answer on its way, while they wait for their turn, and while the server is stuck because
 * nobody takes what it sends.
 */
export function resetAtAnyPoint<Found extends object>(speech: Speech<Found>): Rule {
  const { greeted, say, answer, served, atLength = false } = speech
  const comes = async (stage: Stage) => {
    const client = await stage.connects()
    if (greeted) await client.mayHear(greeted)
    return client
  }
  return {
    tier: 'beyond',
    rule: {
      en: 'A client may reset its connection at any point, and the next one is served.',
      ru: 'Клиент может сбросить соединение в любой момент, и следующий обслуживается.',
    },
    why: {
      en: 'A connection breaks when it likes: before the first word, in the queue, or just when the server answers.',
      ru: 'Связь рвётся когда угодно: до первого слова, в очереди или как раз тогда, когда сервер отвечает.',
    },
    hint: {
      en: 'Not only recv() reports it: send() does too (BrokenPipeError, ConnectionResetError, EPIPE), and in C the signal SIGPIPE ends the program unless you ignore it or pass MSG_NOSIGNAL. Put all that is done for one client into one try, or check what each call returns.',
      ru: 'О сбросе сообщает не только recv(), но и send() (BrokenPipeError, ConnectionResetError, EPIPE), а в C программу завершает сигнал SIGPIPE, если его не игнорировать или не передать MSG_NOSIGNAL. Поместите всё, что делается для одного клиента, в один try либо проверяйте результат каждого вызова.',
    },
    async play(stage) {
      const hasty = await stage.connects()
      await hasty.resets()
      await serve(stage, served)

      const impatient = await comes(stage)
      await impatient.says(say)
      await impatient.resets()
      await serve(stage, served)

      const first = await comes(stage)
      const queued = await stage.connects()
      await queued.says(say)
      await queued.resets()
      const said = await first.speaks(say)
      await first.hears(answer(said))
      await first.leaves()
      await serve(stage, served)

      if (!atLength) return
      const block = longWord('block', 64 * 1024).speak(stage.random).bytes
      const flood = concat(Array(moreThanBuffered / block.length).fill(block))
      await stage.aside(async () => {
        const deaf = await comes(stage)
        await deaf.floods(flood)
        await deaf.resets()
      })
      await serve(stage, served)
    },
  }
}
