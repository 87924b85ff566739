import { scattered } from '../../harness/spec/pattern.ts'
import { talk } from '../../harness/spec/talk.ts'
import { longWord } from '../../harness/spec/texts.ts'
import type { Rule } from './service.ts'

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
