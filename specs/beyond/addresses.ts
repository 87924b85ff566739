import { within } from '../../harness/spec/pattern.ts'
import { talk } from '../../harness/spec/talk.ts'
import { word } from '../../harness/spec/texts.ts'
import type { Rule } from './service.ts'

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
