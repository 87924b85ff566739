import { printed } from '../../harness/spec/printed.ts'
import { talk } from '../../harness/spec/talk.ts'
import { longWord, word } from '../../harness/spec/texts.ts'
import { notUtf8, noUtf8 } from './bytes.ts'
import { type Rule, type Service, serve } from './service.ts'

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
