#!/usr/bin/env node
import { Command } from 'commander'
import { messagesIn } from '../feedback/index.ts'
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

// Whoever reads no more, as head(1), wants no more: to be told so by a crash would be odd.
process.stdout.on('error', () => process.exit())

const args = process.argv.slice(2)
// What follows "--" is the command to grade, options of its own and all.
const divider = args.indexOf('--')
const own = divider < 0 ? args : args.slice(0, divider)
const command = divider < 0 ? [] : args.slice(divider + 1)
const language = languageOf(own)
const say = messagesIn(language)

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
  await program.parseAsync(own, { from: 'user' })
} catch (error) {
  process.exitCode = report(error)
}

/** Says what went wrong in a sentence, and returns the exit status that means it. */
function report(error: unknown): number {
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
