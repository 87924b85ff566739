import { CannotJudge, RuleBroken } from '../../harness/spec/failure.ts'
import type { Stage } from '../../harness/spec/stage.ts'
import type { Rule } from './service.ts'
import type { Exchange } from './several-clients.ts'

/** Clients who come and go; and how many may come first, while a program still loads what it needs. */
const crowd = { first: 10, most: 300, least: 20 }

/** Where serving them takes longer, ms, fewer have to tell. */
const patience = 8_000

/** A program that opens one more file now and then hasn't kept the connections. */
const share = 0.1

/** Hundreds of clients come and go, and nothing of them is left open. */
export function noDescriptorLeft<Found extends object>(exchange: Exchange<Found>): Rule {
  const comesAndGoes = async (stage: Stage) => {
    const client = await stage.connects()
    const said = await client.speaks(exchange.say)
    await client.hears(exchange.answer(said))
    await client.leaves()
  }
  return {
    tier: 'beyond',
    rule: {
      en: '300 clients come and go, and none of their connections stays open in the server.',
      ru: 'Приходят и уходят 300 клиентов, и ни одно их соединение не остаётся открытым на сервере.',
    },
    why: {
      en: 'A program may have only so many files and connections open, often 1,024. One that forgets to close them works all day, and then takes no more clients.',
      ru: 'Программе можно держать открытыми лишь столько-то файлов и соединений, часто 1024. Если их не закрывать, сервер работает весь день, а потом перестаёт принимать клиентов.',
    },
    hint: {
      en: 'Close the client’s socket on every way out of its loop, errors too (with, try/finally). Where a process serves each client (fork), the parent has to close its own copy. Don’t keep clients in a list that nobody clears.',
      ru: 'Закрывайте сокет клиента при любом выходе из цикла, и при ошибке тоже (with, try/finally). Если клиента обслуживает отдельный процесс (fork), родитель должен закрыть свою копию. Не храните клиентов в списке, который никто не чистит.',
    },
    async play(stage) {
      await comesAndGoes(stage)
      let clients = 0
      await stage.aside(async () => {
        for (let count = 1; count < crowd.first; count++) await comesAndGoes(stage)
      })
      const before = await stage.descriptors()
      await stage.aside(async () => {
        const end = performance.now() + patience
        for (; clients < crowd.most && performance.now() < end; clients++) {
          await comesAndGoes(stage)
        }
      })
      if (clients < crowd.least) throw new CannotJudge('the program serves too slowly for a crowd')
      const allowed = before + Math.floor(clients * share)
      const after = await stage.descriptors({ atMost: allowed })
      if (after <= allowed) return
      throw new RuleBroken({ code: 'descriptors-left', clients, left: after - before })
    },
  }
}
