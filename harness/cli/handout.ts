import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Language } from '../spec/words.ts'
import { specNamed } from './usage.ts'

/** Adds `handout`: the assignment as Markdown for students. */
export function addHandout(program: Command, language: Language): void {
  program
    .command('handout')
    .description('print the assignment for students, as Markdown')
    .argument('<spec>', 'the spec, such as quiz')
    .option('--lang <language>', 'en or ru')
    .action(async (name: string) => {
      const { handoutFor } = await import('../formats/handout.ts')
      process.stdout.write(handoutFor(specNamed(name, messagesIn(language)), language))
    })
}
