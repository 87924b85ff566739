/** What a one-shot server and its client say to each other. */
import { talk } from '../harness/spec/talk.ts'

export const answerTo = (text: string) => `Сервер получил: ${text}`

/** A conversation as it should go. */
export const example = talk()
  .client('Привет, сервер!')
  .server(answerTo('Привет, сервер!'))
  .server.closes()
  .client.prints(`Ответ от сервера: ${answerTo('Привет, сервер!')}`)
