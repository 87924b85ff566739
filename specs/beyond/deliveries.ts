import { concat } from '../../harness/spec/bytes.ts'
import { hole, scattered, within } from '../../harness/spec/pattern.ts'
import { talk } from '../../harness/spec/talk.ts'
import { longWord } from '../../harness/spec/texts.ts'
import type { Rule } from './service.ts'

const mebibyte = 1024 * 1024

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
      .client(longWord('payload', mebibyte))
      .server(({ payload }) => scattered(payload)),
  }
}

/** More than the buffers of both systems take together: a sender on Linux may have 4 MiB of its own. */
export const moreThanBuffered = 6 * mebibyte

/** A client that begins to read only when nothing goes any further gets all of its echo. */
export function slowReader(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'A client that reads slowly gets its echo whole.',
      ru: 'Клиент, который читает медленно, получает своё эхо целиком.',
    },
    why: {
      en: 'Telephones and long lines are slower than any server: what they can’t take yet must wait, not get lost.',
      ru: 'Телефоны и дальние линии медленнее любого сервера: то, что они ещё не готовы принять, должно ждать, а не теряться.',
    },
    hint: {
      en: 'On a socket that doesn’t block, send() takes as much as there is room for, or fails with EAGAIN (BlockingIOError): keep the rest, and send it when the socket can be written to again. sendall() on an ordinary socket waits by itself.',
      ru: 'На неблокирующем сокете send() принимает столько, сколько помещается, или завершается ошибкой EAGAIN (BlockingIOError): сохраните остаток и отправьте его, когда в сокет снова можно писать. sendall() на обычном сокете ждёт сам.',
    },
    async play(stage) {
      const block = longWord('block', 64 * 1024 - 1).speak(stage.random).bytes
      const payload = concat(Array(Math.ceil(moreThanBuffered / block.length)).fill(block))
      const client = await stage.connects()
      await client.floods(payload)
      client.readsOn()
      await client.hears(scattered(payload))
    },
  }
}

/** Letters of one to four bytes, spaces and a line end: whatever a cut may fall into. */
const mixed = hole('text', ' жя 👋 a7\n', (random) => {
  const russian = random.text('абвгдежзклмнпрстуфхцчшэюя', 2)
  return ` ${russian} ${random.pick(['👋', '🐍', '🚀', '🎲'])} ${random.text('bcdfghjkmnpqrstvwxz', 2)}7\n`
})

/** However the same bytes are cut into segments, the same bytes come back. */
export function anySegments(): Rule {
  return {
    tier: 'beyond',
    rule: {
      en: 'The same bytes come back however they are cut: one at a time, in pieces of any size, several messages at once.',
      ru: 'Те же байты возвращаются, как бы их ни разрезали: по одному, частями любой длины, по нескольку сообщений сразу.',
    },
    why: {
      en: 'TCP keeps the order of bytes and no borders: on its way a message is cut in two, or put together with the next.',
      ru: 'TCP хранит порядок байтов, но не границы: по дороге сообщение может быть разрезано или склеено со следующим.',
    },
    hint: {
      en: 'Don’t look into what recv() returns before you send it back: a piece may be one space, half a letter, or three lines. Only a recv() without any bytes is the end.',
      ru: 'Не разбирайте то, что вернул recv(), перед тем как отправить обратно: часть может быть одним пробелом, половиной буквы или тремя строками. Конец — это только recv() без байтов.',
    },
    async play(stage) {
      const client = await stage.connects()
      const { bytes } = mixed.speak(stage.random)
      for (let at = 0; at < bytes.length; at++) {
        await client.says(bytes.subarray(at, at + 1))
        // Half a letter may come back only with its other half.
        await client.letsCome(at + 1)
      }
      await client.hears(within(bytes))
      const text = longWord('text', 3000).speak(stage.random).bytes
      for (let from = 0; from < text.length; ) {
        const to = from + stage.random.between(1, 100)
        await client.says(text.subarray(from, to))
        from = to
      }
      await client.hears(scattered(text))
      const messages = Array.from({ length: 5 }, () => mixed.speak(stage.random).bytes)
      await client.says(concat(messages))
      await client.hears(within(concat(messages)))
    },
  }
}
