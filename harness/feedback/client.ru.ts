import type { Doing } from '../spec/failure.ts'
import type { ClientMessages } from './client.ts'
import { russianDoing } from './doing.ru.ts'

/** A sentence, and what the client was at, where that is known. */
function and(sentence: string, doing: Doing | undefined): string {
  return doing === undefined ? sentence : `${sentence} ${russianDoing[doing]}`
}

export const russianClient: ClientMessages = {
  failures: {
    silent: ({ unlockedBy, doing }) => {
      if (unlockedBy === 'newline') {
        return 'Клиент молчал, пока от сервера не пришёл перевод строки: он ждёт конца строки, которого здесь не бывает.'
      }
      if (unlockedBy === 'close') {
        return 'Клиент молчал, пока сервер не закрыл свою сторону: он ждёт конца потока, вместо того чтобы отвечать.'
      }
      return and('Клиент ничего не отправил.', doing)
    },
    'wrong-bytes': () => 'Клиент отправил не то, что следует.',
    'unasked-bytes': () => 'Клиент отправил больше, чем следует.',
    'closed-early': () => 'Клиент закрыл соединение слишком рано.',
    reset: () =>
      'Соединение не закрыто, а сброшено: клиент ушёл, не прочитав всего, что отправил сервер, или внезапно завершился.',
    'stayed-open': ({ doing }) => and('Клиент не закрыл соединение.', doing),
    'kept-running': ({ doing }) => and('Клиент не завершился.', doing),
    'not-printed': ({ printed }) =>
      printed.length === 0
        ? 'Клиент ничего не напечатал.'
        : 'Того, что отправил сервер, на экране нет — или есть не всё.',
  },
  userTypes: 'пользователь → клиент',
  inputEnds: 'пользователь закрывает ввод',
  prints: 'клиент → пользователь',
  endsWell: '(клиент завершается с кодом 0)',
  endsSomehow: '(клиент завершается)',
  nobodyListens: '(порт никто не слушает)',
  resets: '(сервер сбрасывает соединение)',
  port: (port) => `Он подключается к порту ${port} своего компьютера (можно и к другому).`,
  byHand: 'Посмотреть вручную: будьте сервером в одном терминале, а в другом запустите клиент.',
}
