/** What a doubling server and its client say to each other, and what the client's user has of it. */
import { within } from '../harness/spec/pattern.ts'
import { type Talk, talk } from '../harness/spec/talk.ts'
import { word } from '../harness/spec/texts.ts'
import { typedLine } from './typed-line.ts'

export const twice = (text: string) => text + text

/** One word, from the keyboard to the server and, doubled, back to the screen. */
export function doubled<Bound extends object>(soFar: Talk<Bound>) {
  return soFar
    .user(word('word'))
    .client((said) => typedLine(said.word))
    .server((said) => within(twice(said.word)))
    .client.prints((said) => twice(said.word))
}

/** A conversation as it should go. */
export const example = talk()
  .user('hello')
  .client('hello')
  .server('hellohello')
  .client.prints('Received: hellohello')
  .user('exit')
  .client.leaves()
  .server.closes()
