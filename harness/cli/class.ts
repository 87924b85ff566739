import type { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Language } from '../spec/words.ts'
import { addGradingOptions } from './grading-options.ts'
import type { JobOptions } from './job.ts'

/** The options of a run over a class, as they are given. */
export interface ClassOptions extends JobOptions {
  readonly roster?: string
  readonly out: string
  readonly jobs?: string
  readonly rerun: string
  readonly assignment?: string
  readonly pairs?: boolean
  readonly isolation: string
}

/** Adds `class`: grades every submission in a folder. */
export function addClass(program: Command, language: Language): void {
  const grading = program
    .command('class')
    .description('grade a class: each file, folder or archive in a folder')
    .argument('<folder>', 'the folder, or the archive of one that a learning platform gives')
    .option('--roster <file>', 'a CSV file that tells who is in the class')
    .option('--out <folder>', 'where the results go', 'results')
    .option('--jobs <number>', 'how many are graded at once (as many as there are processors)')
    .option(
      '--rerun <which>',
      'what is graded again although nothing has changed: none, failed, errored or all',
      'none',
    )
    .option('--pairs', 'play every client against every server too')
    .option('--assignment <title>', 'the assignment in Canvas, with its number: "Lab 1 (55)"')
  addGradingOptions(grading).action(async (folder: string, options: ClassOptions) => {
    // Much is read in there that a single grade has no use for.
    const { runClass } = await import('./run-class.ts')
    process.exitCode = await runClass(folder, options, language, messagesIn(language))
  })
}
