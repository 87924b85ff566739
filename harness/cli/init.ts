import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { messagesIn } from '../feedback/index.ts'
import { platforms, roles } from '../init/guess.ts'
import type { Language } from '../spec/words.ts'

/** What is said of a repository, so that it need not be found out. */
export interface InitOptions {
  readonly spec?: string
  readonly ci?: string
  readonly role?: string
  readonly assignment?: string
  readonly grader?: string
}

/** Adds `init`: settings and a workflow for a repository. */
export function addInit(program: Command, language: Language): void {
  program
    .command('init')
    .description('write settings and a workflow into a repository, and overwrite nothing')
    .argument('[folder]', 'the repository (the one in which you stand)', '.')
    .option('--spec <spec>', `the protocol: ${specs.map(({ id }) => id).join(', ')}`)
    .option('--ci <platform>', `what grades it at each push: ${platforms.join(', ')}`)
    .option('--role <role>', `whose repository it is: ${roles.join(' or ')}`)
    .option('--assignment <name>', 'in Classroom 50’s repository: classroom/assignment')
    .option('--grader <repository>', 'where this grader comes from: owner/name on GitHub, or a URL')
    .option('--lang <language>', 'the language of the reports, en or ru (the locale’s if left out)')
    .action(async (folder: string, options: InitOptions) => {
      const { runInit } = await import('./run-init.ts')
      await runInit(folder, options, language, messagesIn(language))
    })
}
