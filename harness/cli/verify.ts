import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import { isolations } from '../isolation/modes.ts'
import type { Language } from '../spec/words.ts'
import type { JobOptions } from './job.ts'

/** The options of a verification, as they are given. */
export interface VerifyOptions extends Pick<JobOptions, 'patience' | 'sandbox'> {
  readonly isolation: string
  readonly jobs?: string
}

/** Adds `verify`: whether the grader can be trusted on this machine. */
export function addVerify(program: Command, language: Language): void {
  program
    .command('verify')
    .description('try the grader itself on this machine: with right programs, and with wrong ones')
    .argument('[spec]', 'the spec, such as quiz; all of them if left out')
    .option('--jobs <number>', 'how many are tried at once (as many as there are processors)')
    .option('--patience <factor>', 'wait so many times longer wherever a clock decides', '1')
    .option('--isolation <kind>', `auto, ${isolations.join(' or ')}`, 'auto')
    .option('--sandbox <kind>', 'auto, bubblewrap or none', 'auto')
    .option('--lang <language>', 'en or ru')
    .action(async (name: string | undefined, options: VerifyOptions) => {
      const { runVerify } = await import('./run-verify.ts')
      process.exitCode = await runVerify(name, options, language, messagesIn(language))
    })
}
