import type { Doing } from '../spec/failure.ts'

/** What a program is at, told of whoever waits for it in vain. */
export const englishDoing: Record<Doing, string> = {
  receiving: 'The program is waiting in recv() for more data; none will come.',
  accepting: 'The program is waiting in accept() for another client.',
  polling:
    'The program is waiting for something to happen on its sockets (select, poll or epoll); nothing will.',
  'reading-input': 'The program is waiting for somebody to type something on its standard input.',
  sending: 'The program is blocked while it sends or writes something that nobody takes.',
  'waiting-for-process': 'The program is waiting for another process that it has started.',
  locked: 'The program is waiting for a thread or a lock of its own, and nothing in it goes on.',
  asleep: 'The program is asleep (sleep).',
  computing:
    'The program is at work all the time: it computes, or goes round in a loop without ever waiting.',
  'reading-past-end':
    'The program reads over and over: the other side has finished, so recv() or read() returns no bytes at once, each time, and the loop never ends.',
  'reading-input-past-end':
    'The program reads its standard input over and over: it has ended, so nothing comes, at once, each time, and the loop never ends.',
  spinning:
    'The program asks over and over, without waiting, whether there is something to read; there is nothing.',
  stopped: 'The program has been stopped by a signal.',
}

/** Who waits in accept() has done with a client that it neither answers nor lets go. */
export const englishDone = {
  silent:
    'The program is waiting in accept() for another client: nothing in it reads any longer what this one sends.',
  open: 'The program is waiting in accept() for another client: it has finished with this one, but has not closed the connection.',
}

/** Whoever waits for one client serves no other. */
export const englishElsewhere = 'The program is waiting in recv() for data from another client.'

/** How many wait to be accepted. */
export function englishQueue(waiting: number | undefined): string {
  if (waiting === undefined) return ''
  return waiting === 1
    ? 'The client waits in the queue of the port, the only one there.'
    : `${waiting} clients wait in the queue of the port.`
}
