import { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { version } from '../version.ts'
import { addClass } from './class.ts'
import { addExplain } from './explain.ts'
import { complain } from './github.ts'
import { addGrade } from './grade.ts'
import { addHandout } from './handout.ts'
import { addInit } from './init.ts'
import { addList } from './list.ts'
import { addPackage } from './package.ts'
import { addPair } from './pair.ts'
import { status, UsageError } from './usage.ts'
import { addVerify } from './verify.ts'
import { languageOf } from './where.ts'

/**
 * Does what the arguments ask for.
 * @param command what follows "--": the command to grade, options of its own and all
 */
export async function run(args: readonly string[], command: readonly string[]): Promise<void> {
  const language = languageOf(args)
  const program = new Command('sockgrade')
    .description(
      'Grades student socket programs: starts them, talks to them over TCP, and says what is right and what is wrong.',
    )
    .version(version)
    .showHelpAfterError('(--help shows all commands and options)')
    .exitOverride()
  addGrade(program, language, command)
  addClass(program, language)
  addPair(program, language)
  addList(program, language)
  addExplain(program, language)
  addHandout(program, language)
  addVerify(program, language)
  addPackage(program, language)
  addInit(program, language)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error, messagesIn(language))
  }
}

/** Says what went wrong in a sentence, and returns the exit status that means it. */
function report(error: unknown, say: Messages): number {
  if (error instanceof UsageError) {
    complain(error.message)
    return status.unusable
  }
  const { code, exitCode, message } = error as { code?: string; exitCode?: number; message: string }
  // The parser has said it already.
  if (code?.startsWith('commander.')) return exitCode === 0 ? status.passed : status.unusable
  complain(say.usage.internal(message))
  return status.graderFailed
}
