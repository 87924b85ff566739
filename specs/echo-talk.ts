/** What an echo server and its client say to each other, and what the client's user has of it. */
import { within } from '../harness/spec/pattern.ts'
import { type Talk, talk } from '../harness/spec/talk.ts'
import { word } from '../harness/spec/texts.ts'
import { typedLine } from './typed-line.ts'

/** One word, from the keyboard to the server, and back to the screen. */
export function echoed<Bound extends object>(soFar: Talk<Bound>) {
  return soFar
    .user(word('word'))
    .client((said) => typedLine(said.word))
    .server((said) => within(said.word))
    .client.prints((said) => said.word)
}

/** A conversation as it should go. */
export const example = talk()
  .user('Hello')
  .client('Hello')
  .server('Hello')
  .client.prints('Received: Hello')
  .user('How are you?')
  .client('How are you?')
  .server('How are you?')
  .client.prints('Received: How are you?')
  .user('exit')
  .client.finishes()
  .server.closes()
