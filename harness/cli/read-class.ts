import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Messages } from '../feedback/messages.ts'
import { findSubmissions } from '../intake/find.ts'
import { openClass } from '../intake/open.ts'
import { type Joined, joinRoster } from '../intake/roster/join.ts'
import { BadRoster, type Roster, readRoster } from '../intake/roster/read.ts'
import { Unusable } from '../program/problem.ts'
import { UsageError } from './usage.ts'

/** What a class has handed in. */
export interface ReadClass {
  /** The folder with the submissions. */
  readonly folder: string
  /** What the person calls it. */
  readonly title: string
  readonly joined: Joined
}

interface Options {
  /** A folder for what has to be unpacked first. */
  readonly into: string
  /** The folder of the results, which are no submissions. */
  readonly out: string
  readonly roster: string | undefined
  /** Where the roster's name is relative to. */
  readonly stand: string
}

/** @throws UsageError where there is no such class, nothing in it, or no such roster */
export async function readClass(
  path: string,
  { into, out, roster: named, stand }: Options,
  say: Messages,
): Promise<ReadClass> {
  if (!existsSync(path)) {
    throw new UsageError(say.problems['no-such-file']({ code: 'no-such-file', path }))
  }
  const rosterFile = named === undefined ? undefined : resolve(stand, named)
  try {
    const { folder, leftOut } = await openClass(path, into)
    for (const name of leftOut) process.stderr.write(`${say.class.leftOut(name)}\n`)
    const except = rosterFile === undefined ? [out] : [out, rosterFile]
    const submissions = findSubmissions(folder, except)
    if (submissions.length === 0) throw new UsageError(say.class.nothing(path))
    const roster = rosterFile === undefined ? undefined : rosterIn(rosterFile, say)
    return { folder, title: basename(path), joined: joinRoster(roster, submissions) }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    throw new UsageError(problemSentence(error.problem, say))
  }
}

function rosterIn(file: string, say: Messages): Roster {
  try {
    return readRoster(file)
  } catch (error) {
    if (!(error instanceof BadRoster)) throw error
    throw new UsageError(say.usage.badRoster(error.path, error.columns))
  }
}

function problemSentence(problem: Unusable['problem'], say: Messages): string {
  const sentence = say.problems[problem.code] as (problem: object) => string
  return sentence(problem)
}
