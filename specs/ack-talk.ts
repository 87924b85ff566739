/** What an acknowledging server and its client say to each other. */
import { talk } from '../harness/spec/talk.ts'

export const usualGreeting = 'You are connected, send smth\n'
export const usualAck = 'Ok, i get it!\n'

/** A conversation as it should go. */
export const example = talk()
  .server(usualGreeting)
  .client('hello\n')
  .server(usualAck)
  .client.prints('Ok, i get it!')
  .client('quit\n')
  .server.closes()
