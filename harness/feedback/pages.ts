import type { Problem } from '../program/problem.ts'
import type { ReportedFailure } from '../report/schema.ts'

/** What stands on a student's page, besides the sentences of every report. */
export interface StudentPage {
  readonly coreChecks: string
  readonly beyondChecks: string
  /** `count` checks are not right. */
  readonly toLookAt: (count: number) => string
  readonly hiddenChecks: (count: number) => string
  readonly needsHidden: string
  readonly cannotRun: string
  readonly whatToDo: string
  readonly difference: string
  readonly conversation: string
  /** Stands for the drawing where it can't be seen. */
  readonly diagram: string
  readonly inWords: string
  readonly clients: string
  readonly numbered: (connection: number) => string
  readonly starts: string
  readonly prints: Readonly<Record<'stdout' | 'stderr', string>>
  readonly wrongHere: string
  /** What was expected in vain. */
  readonly missing: Readonly<Record<'answer' | 'close', string>>
  /** A moment since the check began. */
  readonly time: (ms: number) => string
  /** After a pause of so long. */
  readonly later: (ms: number) => string
  readonly folded: (count: number) => string
  readonly lastLines: (shown: number, all: number) => string
  readonly gradedBy: (grader: string) => string
}

/** How a server and a client got on: both kept to the protocol, or which one broke it. */
export type PairOutcome = 'kept' | 'server' | 'client' | 'unusable' | 'errored'

/** What stands on the page of a class. */
export interface ClassPage {
  readonly title: string
  readonly ran: (started: string, finished: string) => string
  readonly notFinished: string
  readonly contents: string
  readonly submissions: string
  readonly graded: string
  readonly unusable: string
  readonly errored: string
  readonly median: string
  readonly mean: string
  readonly fullMarks: string
  readonly scores: string
  readonly scoresDrawn: string
  readonly percent: string
  readonly misunderstandings: string
  readonly allRight: string
  /** So many of all who were tried failed a check. */
  readonly failedOf: (failed: number, tried: number) => string
  readonly times: (count: number) => string
  /** So many more unfold. */
  readonly more: (count: number) => string
  readonly showThem: string
  readonly matrix: string
  readonly notStrict: string
  readonly hidden: string
  readonly find: string
  readonly section: string
  readonly check: string
  readonly verdict: string
  readonly failure: string
  readonly any: string
  /** `shown` may be a placeholder that the page fills in. */
  readonly shown: (shown: string, all: number) => string
  readonly nobody: string
  readonly clear: string
  readonly student: string
  readonly id: string
  readonly score: string
  readonly beyond: string
  readonly cannotRun: string
  readonly notGraded: string
  readonly notGradedWhy: string
  /** The table of servers and clients that were played against each other. */
  readonly pairs: {
    readonly title: string
    readonly about: string
    /** Stands where rows and columns meet. */
    readonly corner: string
    readonly reference: string
    /** A letter or sign for a cell, and what it means. */
    readonly signs: Readonly<Record<PairOutcome, string>>
    readonly outcomes: Readonly<Record<PairOutcome, string>>
  }
  /** What programs did wrong, without the data of a single one. */
  readonly failures: Readonly<Record<ReportedFailure['code'], string>>
  /** Why programs could not be run, likewise. */
  readonly problems: Readonly<Record<Problem['code'], string>>
}
