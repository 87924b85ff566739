import type { PairMessages } from './pair.ts'

export const englishPair: PairMessages = {
  title: (protocol, server, client) => `${protocol}: ${server} with ${client}`,
  parties: { server: 'server', client: 'client' },
  recognised: 'recognised by talking to both',
  kept: 'Both kept to the protocol.',
  broken: {
    server: 'The server broke the protocol.',
    client: 'The client broke the protocol.',
  },
  unusable: {
    server: 'The server could not be run.',
    client: 'The client could not be run.',
  },
  deadlock: {
    server: 'Each waits for the other, for ever: it was the server’s turn.',
    client: 'Each waits for the other, for ever: it was the client’s turn.',
  },
  errored: (reason) => `Who is right could not be judged: ${reason}`,
  gradersFault:
    'The grader itself could not go on; this says nothing about the programs. Try again.',
  delivery: {
    bytes: 'All bytes were passed on one at a time (--delivery bytes).',
    random: 'All bytes were cut at random places on their way (--delivery random).',
    joined: 'All that one says before it waits was passed on in one (--delivery joined).',
  },
  harder:
    'TCP may do so too; but it asks for more than the lessons do. Try the two with --delivery whole as well.',
  printed: { server: 'The server printed:', client: 'The client printed:' },
  exits: (role, status, signal) =>
    `${role} ${signal ? `was ended by ${signal}` : `ended with status ${status}`}`,
}
