import type { Doing } from '../spec/failure.ts'
import type { ClientMessages } from './client.ts'
import { englishDoing } from './doing.en.ts'

/** A sentence, and what the client was at, where that is known. */
function and(sentence: string, doing: Doing | undefined): string {
  return doing === undefined ? sentence : `${sentence} ${englishDoing[doing]}`
}

export const englishClient: ClientMessages = {
  failures: {
    silent: ({ unlockedBy, doing }) => {
      if (unlockedBy === 'newline') {
        return 'The client said nothing until a newline came from the server: it waits for the end of a line that was not due.'
      }
      if (unlockedBy === 'close') {
        return 'The client said nothing until the server had closed its side: it waits for the end of the stream instead of answering.'
      }
      return and('The client said nothing.', doing)
    },
    'wrong-bytes': () => 'The client sent something else than it should.',
    'unasked-bytes': () => 'The client sent more than it should.',
    'closed-early': () => 'The client closed the connection too early.',
    reset: () =>
      'The connection was reset instead of closed: the client left while bytes of the server were still unread, or ended abruptly.',
    'stayed-open': ({ doing }) => and('The client did not close the connection.', doing),
    'kept-running': ({ doing }) => and('The client did not end.', doing),
    'not-printed': ({ printed }) =>
      printed.length === 0
        ? 'The client printed nothing on standard output.'
        : 'What the server sent does not stand on standard output, or not all of it.',
  },
  userTypes: 'user → client',
  inputEnds: 'user closes the input',
  prints: 'client → user',
  endsWell: '(the client ends with status 0)',
  endsSomehow: '(the client ends)',
  nobodyListens: '(nobody listens on the port)',
  resets: '(the server resets the connection)',
  port: (port) => `It connects to port ${port} on its own machine (another port is fine too).`,
  byHand: 'See it by hand: be the server in one terminal, and start your client in another.',
}
