import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { messagesIn } from '../feedback/index.ts'
import type { Language } from '../spec/words.ts'

/** What a package is made of, as it is given. */
export interface PackageOptions {
  readonly spec?: string
  readonly settings?: string
  readonly languages: string
  readonly out?: string
}

/** Adds `package`: an autograder for a platform that runs it by itself. */
export function addPackage(program: Command, language: Language): void {
  program
    .command('package')
    .description('pack an autograder for a platform: gradescope')
    .argument('<platform>', 'gradescope')
    .option('--spec <spec>', `the protocol: ${specs.map(({ id }) => id).join(', ')}`)
    .option('--settings <file>', 'your settings, instead of the sockgrade.json of this folder')
    .option(
      '--languages <names>',
      'what students may write in, besides JavaScript and TypeScript',
      'Python,C,C++,Java,make',
    )
    .option('--out <file>', 'the zip to write (gradescope-SPEC.zip)')
    .option('--lang <language>', 'the language of the reports, en or ru (the locale’s if left out)')
    .action(async (platform: string, options: PackageOptions) => {
      const { runPackage } = await import('./run-package.ts')
      await runPackage(platform, options, language, messagesIn(language))
    })
}
