import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { trustText, verificationText } from '../formats/verification.ts'
import { isolations } from '../isolation/modes.ts'
import { packageFolder } from '../package-folder.ts'
import { isTrusted, type Verification } from '../report/verification.ts'
import type { Language } from '../spec/words.ts'
import { verify } from '../verify/verify.ts'
import { NoIsolation } from '../worker/start.ts'
import { addGradingOptions } from './grading-options.ts'
import { interruption } from './interrupt.ts'
import { type JobOptions, jobFrom } from './job.ts'
import { ProgressLine } from './progress.ts'
import { choiceOf, numberOf, specNamed, status, UsageError } from './usage.ts'
import type { VerifyOptions } from './verify.ts'
import { coloursOn, widthOf } from './where.ts'

/**
 * Tries the grader with the programs of one spec, or of all, and tells how it came out.
 * @returns the exit status: 0 where all came out as it must
 * @throws UsageError where there is no such spec, or an option says something that can't be
 */
export async function runVerify(
  name: string | undefined,
  options: VerifyOptions,
  language: Language,
  say: Messages,
): Promise<number> {
  const chosen = name === undefined ? specs : [specNamed(name, say)]
  const job = jobOf(options, say)
  const { stdout, stderr } = process
  const look = { language, width: widthOf(stdout), colours: coloursOn(stdout) }
  const line = new ProgressLine(stderr)
  const signal = interruption()
  const verifications: Verification[] = []
  try {
    for (const { id, title } of chosen) {
      const verification = await verify(
        id,
        job,
        ({ done, total }) => line.show(say.verify.progress(id, done, total)),
        signal,
      )
      line.clear()
      if (signal.aborted) return Number(process.exitCode)
      verifications.push(verification)
      stdout.write(verificationText(verification, title[language], look))
    }
  } catch (error) {
    if (error instanceof NoIsolation) throw new UsageError(say.usage.noIsolation(error.message))
    throw error
  } finally {
    line.clear()
  }
  stdout.write(trustText(verifications, look))
  return verifications.every(isTrusted) ? status.passed : status.graderFailed
}

function jobOf({ patience, sandbox, isolation, jobs }: VerifyOptions, say: Messages) {
  const range = { low: 1, high: 1000, whole: true }
  const usual = addGradingOptions(new Command()).opts<JobOptions>()
  return {
    // Neither this folder's settings nor chance have a say in what the grader itself is like.
    jobFor: (spec: string, path: string) =>
      jobFrom(path, [], { ...usual, spec, seed: '1', patience, sandbox }, say, packageFolder),
    isolation: choiceOf('--isolation', isolation, ['auto', ...isolations], say),
    jobs: numberOf('--jobs', jobs ?? String(availableParallelism()), range, say),
  }
}
