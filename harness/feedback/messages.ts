import type { Problem } from '../program/problem.ts'
import type { Reported, ReportedCheck, ReportedFailure } from '../report/schema.ts'
import type { ClientMessages } from './client.ts'
import type { ClassPage, StudentPage } from './pages.ts'
import type { PairMessages } from './pair.ts'
import type { InitMessages, PackingMessages, VerifyMessages } from './setup.ts'

type Failures = {
  readonly [Code in ReportedFailure['code']]: (
    failure: Extract<ReportedFailure, { code: Code }>,
  ) => string
}

type Problems = {
  readonly [Code in Problem['code']]: (
    problem: Reported<Extract<Problem, { code: Code }>>,
  ) => string
}

/** Every sentence that people read, but for the texts of the specs; one object a language. */
export interface Messages {
  /** What a program did, for each way to break a rule. */
  readonly failures: Failures
  /** Why a program could not be graded, and what to do. */
  readonly problems: Problems
  readonly report: {
    readonly recognised: (others: readonly string[]) => string
    readonly startedBy: (command: string, port: number) => string
    readonly core: string
    readonly beyond: string
    readonly score: string
    readonly seed: (seed: number) => string
    readonly clientSays: string
    readonly serverSays: string
    readonly client: string
    readonly server: string
    readonly connects: string
    readonly refused: string
    readonly closes: string
    readonly resets: string
    readonly exits: (status: number | null, signal: string | null) => string
    readonly expected: string
    readonly received: string
    readonly differsHere: (byte: number) => string
    readonly printed: string
    readonly byHand: string
    readonly again: string
    readonly blocked: (by: string) => string
    readonly errored: (reason: string) => string
    readonly forgiven: string
    readonly bytes: (count: number) => string
    readonly segments: (count: number) => string
    readonly allPassed: string
    /** Said where the grader failed at something required: there is no grade yet. */
    readonly notJudged: string
    /** Stands for the rule of a hidden check. */
    readonly hidden: string
    /** The rule that holds before all others. */
    readonly canBeRun: string
    /** Stands for the title of a protocol where none was recognised. */
    readonly unknownProtocol: string
    readonly verdicts: Readonly<Record<ReportedCheck['verdict'], string>>
    readonly notShown: (failures: number) => string
    readonly proven: string
    readonly observed: string
    readonly timed: string
    /** Said where the program shared the machine with everything else. */
    readonly notApart: (why: string | undefined) => string
  }
  /** What reads otherwise where it is a client that is graded. */
  readonly client: ClientMessages
  readonly pair: PairMessages
  readonly page: StudentPage
  readonly classPage: ClassPage
  readonly progress: {
    readonly building: string
    readonly starting: string
    readonly recognising: string
    readonly waitingForPort: (port: number) => string
  }
  readonly explain: {
    readonly points: (points: number, tier: string) => string
    readonly why: string
    readonly causes: string
    readonly needs: string
    readonly conversation: string
    readonly byHand: string
    readonly byHandTyping: string
  }
  readonly handout: {
    readonly port: (port: number) => string
    readonly conversation: string
    readonly graded: string
    readonly beyond: string
    readonly check: string
    readonly points: string
    readonly howToGrade: string
    readonly closes: (who: 'client' | 'server') => string
    readonly prints: string
    readonly serves: { readonly once: string; readonly sequential: string }
  }
  /** The sheets of grades of a class. */
  readonly gradebook: {
    readonly columns: {
      readonly [Column in
        | 'student'
        | 'id'
        | 'login'
        | 'email'
        | 'section'
        | 'submission'
        | 'outcome'
        | 'score'
        | 'maxScore'
        | 'beyond'
        | 'maxBeyond'
        | 'note']: string
    }
    readonly outcomes: {
      readonly [Outcome in 'graded' | 'unusable' | 'errored' | 'absent']: string
    }
    /** How many submissions one student has handed in, of which one counts. */
    readonly several: (count: number) => string
    readonly late: string
    /** What a student reads beside the grade in the learning management system. */
    readonly comment: {
      readonly core: (score: number, maxScore: number) => string
      readonly beyond: (score: number, maxScore: number) => string
      readonly failed: (checks: readonly string[]) => string
      readonly hidden: (count: number) => string
      readonly unusable: string
    }
    /** Why somebody is not in a file that is to be imported. */
    readonly leftOut: {
      readonly errored: (title: string) => string
      readonly unknown: (title: string) => string
      readonly absent: (title: string) => string
    }
  }
  /** What a run over a class tells. */
  readonly class: {
    readonly nothing: (folder: string) => string
    readonly busy: (folder: string) => string
    readonly leftOut: (name: string) => string
    /** One submission is done: with points, or what came instead. */
    readonly done: (done: number, total: number, title: string, outcome: string) => string
    /** One pair is done. */
    readonly pair: (
      counted: { readonly done: number; readonly total: number },
      server: string,
      client: string,
      outcome: string,
    ) => string
    readonly points: (score: number, maxScore: number) => string
    readonly outcomes: Readonly<Record<'unusable' | 'errored', string>>
    readonly reused: string
    readonly running: (done: number, total: number, failed: number, minutes?: number) => string
    readonly finished: (
      count: Readonly<Record<'graded' | 'unusable' | 'errored' | 'reused', number>>,
    ) => string
    readonly interrupted: (missing: number) => string
    readonly written: (file: string) => string
    readonly absent: (count: number) => string
    readonly strangers: (names: readonly string[]) => string
    /** Why somebody is not in a file for import. */
    readonly notImported: (file: string, reason: string) => string
    readonly notImportedEither: (file: string, count: number) => string
  }
  readonly verify: VerifyMessages
  readonly packing: PackingMessages
  readonly init: InitMessages
  readonly usage: {
    readonly badRoster: (path: string, columns: readonly string[]) => string
    readonly unknownSpec: (name: string, nearest: string, all: readonly string[]) => string
    readonly unknownCheck: (name: string, nearest: string) => string
    readonly badNumber: (option: string, value: string, wanted: string) => string
    readonly badChoice: (option: string, value: string, choices: readonly string[]) => string
    readonly nothingNamed: string
    readonly noIsolation: (why: string) => string
    readonly internal: (message: string) => string
    readonly cannotWrite: (path: string, reason: string) => string
    readonly dropped: (check: string) => string
    readonly badReport: (value: string) => string
    readonly onePlace: (file: string) => string
  }
}
