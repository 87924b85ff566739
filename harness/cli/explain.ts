import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Language } from '../spec/words.ts'
import { checkNamed } from './usage.ts'
import { coloursOn, widthOf } from './where.ts'

/** Adds `explain`: all there is to know about one check. */
export function addExplain(program: Command, language: Language): void {
  program
    .command('explain')
    .description('explain a check: its rule, why it matters, what usually goes wrong')
    .argument('<check>', 'the check, such as echo/several-messages')
    .option('--lang <language>', 'en or ru')
    .action(async (name: string) => {
      const { explainCheck } = await import('../formats/explain.ts')
      const { spec, check } = checkNamed(name, messagesIn(language))
      const { stdout } = process
      const options = { language, width: widthOf(stdout), colours: coloursOn(stdout) }
      stdout.write(explainCheck(spec, check, options))
    })
}
