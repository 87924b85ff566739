/**
 * What separates a program that works in the classroom from one that works on a network: the same
 * checks for every protocol, given how its clients speak.
 */
import { type Pattern, type Says, scattered, within } from '../harness/spec/pattern.ts'
import { printed } from '../harness/spec/printed.ts'
import type { Check } from '../harness/spec/spec.ts'
import type { Scene, Stage } from '../harness/spec/stage.ts'
import { staying, type Talk, talk } from '../harness/spec/talk.ts'
import { longWord, word } from '../harness/spec/texts.ts'

/** A check, but for what it is worth and what it needs. */
type Rule = Omit<Check, 'points' | 'needs'>

/** How a client is served: said as a dialogue, or as a function where none can say it. */
export type Service = Talk<object> | Scene

async function serve(stage: Stage, service: Service): Promise<void> {
  if (typeof service === 'function') await service(stage)
  else await stage.plays(service)
}

/** Every byte value there is, which no text encoding survives. */
const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)

/** Bytes that begin no UTF-8 character, then the first half of one. */
const noUtf8 = Uint8Array.of(0xff, 0xfe, 0x80, 0xc3, 0x28, 0xd0)

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

/** Bytes that are no UTF-8 don't stop the server from serving the next client. */
export function notUtf8({
  greeted,
  served,
}: {
  readonly greeted?: Says<object>
  readonly served: Service
}): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Bytes that are no UTF-8 don’t stop the server from serving the next client.',
      ru: 'Байты, которые не являются UTF-8, не мешают серверу обслужить следующего клиента.',
    },
    why: {
      en: 'Anybody can send anything. One wrong byte must not end the service for all.',
      ru: 'Прислать могут что угодно. Один неверный байт не должен прекращать работу для всех.',
    },
    hint: {
      en: 'Decode with a rule for what is no text (errors="replace"), or catch the error, close that client and go on.',
      ru: 'Декодируйте с правилом для того, что не текст (errors="replace"), либо перехватывайте ошибку, закрывайте этого клиента и продолжайте.',
    },
    async play(stage) {
      const client = await stage.connects()
      if (greeted) await client.mayHear(greeted)
      await client.says(noUtf8)
      await client.hearsOut()
      await client.leaves()
      await serve(stage, served)
    },
  }
}

/** All 256 byte values come back. */
export function anyBytes(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'All 256 byte values come back unchanged.',
      ru: 'Все 256 значений байта возвращаются без изменений.',
    },
    why: {
      en: 'Pictures, archives and encrypted data are no text.',
      ru: 'Картинки, архивы и шифрованные данные — не текст.',
    },
    hint: {
      en: 'Do not decode: pass on the bytes that recv() returned. In C don’t use str… functions, which stop at a zero byte.',
      ru: 'Не декодируйте: передавайте байты, которые вернул recv(). В C не используйте функции str…, они останавливаются на нулевом байте.',
    },
    play: talk().client(everyByte).server(within(everyByte)),
  }
}

/** A mebibyte, read while it is written. */
export function largePayload(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'A mebibyte comes back whole while it is still being sent.',
      ru: 'Мебибайт возвращается целиком, пока ещё отправляется.',
    },
    why: {
      en: 'What is larger than the kernel’s buffers only travels if both sides read and write all the time.',
      ru: 'То, что больше буферов ядра, дойдёт, только если обе стороны всё время и читают, и пишут.',
    },
    hint: {
      en: 'send() may take only a part of what you give it: send the rest too (sendall), and don’t collect everything before you answer.',
      ru: 'send() может принять лишь часть данных: отправляйте и остаток (sendall) и не копите всё перед ответом.',
    },
    play: talk()
      .client(longWord('payload', 1024 * 1024))
      .server(({ payload }) => scattered(payload)),
  }
}

/** The server can be reached over IPv6. */
export function overIpv6(): Rule {
  return {
    tier: 'beyond',
    rule: { en: 'The server can be reached over IPv6.', ru: 'Сервер доступен по IPv6.' },
    why: {
      en: 'Nearly half of the world’s clients come over IPv6.',
      ru: 'Почти половина клиентов в мире приходит по IPv6.',
    },
    hint: {
      en: 'Listen on :: with IPV6_V6ONLY off (Python: socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)).',
      ru: 'Слушайте на :: с выключенным IPV6_V6ONLY (Python: socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)).',
    },
    play: talk({ over: 'ipv6' })
      .client(word('word'))
      .server((said) => within(said.word)),
  }
}

/** A collecting server takes from two clients at once, and doesn't mix what they send. */
export function collectsTwoAtOnce(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'Of two clients who are connected at once, the later one can finish first, and their texts are not mixed.',
      ru: 'Если подключены два клиента, позже пришедший может закончить первым, и их тексты не смешиваются.',
    },
    why: {
      en: 'One slow client must not keep all others waiting, nor get their data.',
      ru: 'Один медленный клиент не должен заставлять ждать остальных и получать их данные.',
    },
    hint: {
      en: 'Give each connection its own thread or process, and a collection of its own.',
      ru: 'Дайте каждому соединению свой поток или процесс и свой отдельный буфер.',
    },
    async play(stage) {
      const early = await stage.connects()
      const begun = await early.speaks(word('text'))
      const late = await stage.connects()
      const { text } = await late.speaks(word('text'))
      await late.finishes()
      await late.seesClose()
      await stage.prints(printed(text))
      const rest = await early.speaks(word('text'))
      await early.finishes()
      await early.seesClose()
      await stage.prints(printed(begun.text + rest.text))
    },
  }
}

/** A collecting server ends well, or goes on, after bytes that are no UTF-8. */
export function notUtf8Collected({ served }: { readonly served: Service }): Rule {
  return {
    ...notUtf8({ served }),
    rule: {
      en: 'Bytes that are no UTF-8 do the server no harm.',
      ru: 'Байты, которые не являются UTF-8, не вредят серверу.',
    },
    async play(stage) {
      await stage.plays(talk().client(noUtf8).client.finishes())
      await stage.endsOrServes(() => serve(stage, served))
    },
  }
}

/** A collecting server prints a mebibyte whole. */
export function collectsAMebibyte(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'A mebibyte appears whole and in order.',
      ru: 'Мебибайт появляется целиком и по порядку.',
    },
    why: {
      en: 'What works for a line should work for a file.',
      ru: 'Что работает для строки, должно работать и для файла.',
    },
    hint: {
      en: 'Use no buffer of a fixed size for the whole: let a list or a growing buffer take the pieces.',
      ru: 'Не храните целое в буфере фиксированного размера: складывайте части в список или растущий буфер.',
    },
    play: talk()
      .client(longWord('payload', 1024 * 1024))
      .client.finishes()
      .server.prints(({ payload }) => printed(payload)),
  }
}
