import type { Doing } from '../spec/failure.ts'

/** What a program is at, told of whoever waits for it in vain. */
export const russianDoing: Record<Doing, string> = {
  receiving: 'Программа ждёт новых данных в recv(), а их больше не будет.',
  accepting: 'Программа ждёт следующего клиента в accept().',
  polling: 'Программа ждёт событий на своих сокетах (select, poll или epoll), а их не будет.',
  'reading-input': 'Программа ждёт, что ей что-нибудь введут с клавиатуры (стандартный ввод).',
  sending: 'Программа застряла на отправке или записи того, что никто не забирает.',
  'waiting-for-process': 'Программа ждёт другой процесс, который сама запустила.',
  locked: 'Программа ждёт собственный поток или блокировку, и ничто в ней не движется.',
  asleep: 'Программа спит (sleep).',
  computing:
    'Программа всё время занята: что-то вычисляет или крутится в цикле, ничего не дожидаясь.',
  'reading-past-end':
    'Программа читает снова и снова: другая сторона закончила, поэтому recv() или read() каждый раз сразу возвращает пустоту, и цикл не кончается.',
  'reading-input-past-end':
    'Программа снова и снова читает стандартный ввод: он закончился, поэтому каждый раз сразу приходит пустота, и цикл не кончается.',
  spinning:
    'Программа снова и снова, не дожидаясь, спрашивает, есть ли что прочитать, а читать нечего.',
  stopped: 'Программа остановлена сигналом.',
}

/** Who waits in accept() has done with a client that it neither answers nor lets go. */
export const russianDone = {
  silent:
    'Программа ждёт следующего клиента в accept(): то, что присылает этот, в ней уже никто не читает.',
  open: 'Программа ждёт следующего клиента в accept(): с этим она закончила, но соединение не закрыла.',
}

/** Whoever waits for one client serves no other. */
export const russianElsewhere = 'Программа ждёт в recv() данных от другого клиента.'

/** How many wait to be accepted. */
export function russianQueue(waiting: number | undefined): string {
  if (waiting === undefined) return ''
  return waiting === 1 ? 'В очереди порта он один.' : `В очереди порта ждут клиенты: ${waiting}.`
}
