import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { isolations } from '../isolation/modes.ts'
import { sandboxes } from '../isolation/place.ts'
import { roles } from '../spec/spec.ts'
import { addLimits } from './limits.ts'

/** Adds the options that every grade depends on, of one submission or of a class. */
export function addGradingOptions(command: Command): Command {
  command
    .option(
      '--spec <spec>',
      `the protocol: ${specs.map(({ id }) => id).join(', ')} (found out if left out)`,
    )
    .option('--role <role>', `${roles.join(' or ')} (found out if left out)`)
    .option('--port <port>', 'the port on which the program listens (found out if left out)')
    .option(
      '--only <checks>',
      'play these checks alone: echo/several-messages,echo/any-text',
      collect,
      [],
    )
    .option('--tier <tier>', 'core: the assignment alone; all: beyond it too', 'all')
    .option('--strict', 'forgive nothing')
  return addRunningOptions(command)
}

/** Adds the options by which programs are run, whatever they are tried with. */
export function addRunningOptions(command: Command): Command {
  command
    .option('--seed <number>', 'repeat the random data of an earlier grade')
    .option('--lang <language>', 'en or ru (the locale’s if left out)')
    .option('--patience <factor>', 'wait so many times longer wherever a clock decides', '1')
    .option('--answer-timeout <seconds>', 'how long an answer may take', '6')
    .option('--busy-timeout <seconds>', 'the same for a program that is seen asleep', '20')
    .option('--quiet-time <seconds>', 'how long a pause shows that nothing more comes', '0.3')
    .option('--start-timeout <seconds>', 'how long the program may take until it listens', '20')
    .option('--build-timeout <seconds>', 'how long a compiler may take', '120')
    .option('--isolation <kind>', `auto, ${isolations.join(' or ')}`, 'auto')
    .option('--sandbox <kind>', `auto, ${sandboxes.join(' or ')}`, 'auto')
  return addLimits(command)
}

/** An option that may be given several times. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
