import { CannotJudge, RuleBroken } from '../../harness/spec/failure.ts'
import type { Stage } from '../../harness/spec/stage.ts'
import type { Rule } from './service.ts'
import type { Exchange } from './several-clients.ts'

/** Clients who come and go; and how many may come first, while a program still loads what it needs. */
const crowd = { first: 10, most: 300, least: 8 }

/** Where serving them takes longer, ms, fewer have to tell. */
const patience = { first: 2_000, most: 8_000 }

/** A program that opens one more file now and then hasn't kept the connections. */
const opensBesides = (clients: number) => Math.max(3, Math.floor(clients / 10))

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
      const come = async (most: number, ms: number) => {
        const end = performance.now() + ms
        let count = 0
        await stage.aside(async () => {
          for (; count < most && performance.now() < end; count++) await comesAndGoes(stage)
        })
        return count
      }
      await come(crowd.first, patience.first)
      const before = await stage.descriptors()
      const clients = await come(crowd.most, patience.most)
      if (clients < crowd.least) throw new CannotJudge('the program serves too slowly for a crowd')
      const atMost = before + opensBesides(clients)
      const after = await stage.descriptors({ atMost })
      if (after <= atMost) return
      throw new RuleBroken({ code: 'descriptors-left', clients, left: after - before })
    },
  }
}
