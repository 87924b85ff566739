import type { Says } from '../../harness/spec/pattern.ts'
import { within } from '../../harness/spec/pattern.ts'
import { talk } from '../../harness/spec/talk.ts'
import { type Rule, type Service, serve } from './service.ts'

/** Every byte value there is, which no text encoding survives. */
const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)

/** Bytes that begin no UTF-8 character, then the first half of one. */
export const noUtf8 = Uint8Array.of(0xff, 0xfe, 0x80, 0xc3, 0x28, 0xd0)

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
