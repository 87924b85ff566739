import type { PairMessages } from './pair.ts'

const names = { server: 'сервер', client: 'клиент' }

export const russianPair: PairMessages = {
  title: (protocol, server, client) => `${protocol}: ${server} и ${client}`,
  parties: names,
  recognised: 'определено по разговору с обоими',
  kept: 'Оба соблюдают протокол.',
  broken: {
    server: 'Протокол нарушил сервер.',
    client: 'Протокол нарушил клиент.',
  },
  unusable: {
    server: 'Сервер не удалось запустить.',
    client: 'Клиент не удалось запустить.',
  },
  deadlock: {
    server: 'Оба ждут друг друга, и так без конца: очередь была за сервером.',
    client: 'Оба ждут друг друга, и так без конца: очередь была за клиентом.',
  },
  errored: (reason) => `Кто прав, рассудить не удалось: ${reason}`,
  gradersFault: 'Сбой в самом проверяющем; о программах это ничего не говорит. Попробуйте ещё раз.',
  delivery: {
    bytes: 'Все байты передавались по одному (--delivery bytes).',
    random: 'Все байты по пути разрезались в случайных местах (--delivery random).',
    joined: 'Всё, что сказано до ожидания, передавалось одним куском (--delivery joined).',
  },
  harder: 'TCP может поступить так же, но уроки этого не требуют. Попробуйте и --delivery whole.',
  printed: { server: 'Сервер напечатал:', client: 'Клиент напечатал:' },
  exits: (role, status, signal) =>
    `${names[role]} ${signal ? `завершён сигналом ${signal}` : `завершился с кодом ${status}`}`,
}
