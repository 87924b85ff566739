import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { writeClassFiles } from '../class/class-files.ts'
import { gradeClass, reruns } from '../class/grade-class.ts'
import { graderMark } from '../class/grader-mark.ts'
import { openResults } from '../class/open-results.ts'
import type { Result } from '../class/results.ts'
import { studentsFolder, writeStudentFiles } from '../class/student-files.ts'
import type { Messages } from '../feedback/messages.ts'
import type { FoundSubmission } from '../intake/found.ts'
import { isolations } from '../isolation/modes.ts'
import { RealTools } from '../program/real-tools.ts'
import { classEntry } from '../report/class-entry.ts'
import type { ClassEntry, ClassReport } from '../report/class-schema.ts'
import { standingOf } from '../report/standing.ts'
import { withoutChecks } from '../report/without-checks.ts'
import { settingsFile } from '../settings/read.ts'
import type { Language } from '../spec/words.ts'
import { version } from '../version.ts'
import { beginRun } from '../worker/run-folder.ts'
import { NoIsolation } from '../worker/start.ts'
import type { ClassOptions } from './class.ts'
import { classBook } from './class-book.ts'
import { playClassPairs } from './class-pairs.ts'
import { tellSummary } from './class-summary.ts'
import { ClassView } from './class-view.ts'
import { ruleBook } from './deliver.ts'
import { interruption } from './interrupt.ts'
import { jobFrom } from './job.ts'
import { progressText } from './progress.ts'
import { readClass } from './read-class.ts'
import { choiceOf, numberOf, status, UsageError } from './usage.ts'
import { whereThePersonStands } from './where.ts'

/**
 * Grades a class, goes on where an earlier run has stopped, and writes all that is to be had of it.
 * @returns the exit status: 0 where everybody has a grade, whichever it is
 * @throws UsageError where the class, its roster or an option can't be read
 */
export async function runClass(
  named: string,
  options: ClassOptions,
  language: Language,
  say: Messages,
): Promise<number> {
  const stand = whereThePersonStands()
  const out = resolve(stand, options.out)
  const { isolation, rerun, jobs, seed } = choicesIn(options, say)
  const signal = interruption()
  const run = beginRun()
  const opened = await openResults(out, seed, randomInt(1, 2 ** 31))
  try {
    if (!opened) throw new UsageError(say.class.busy(options.out))
    const { folder, title, joined } = await readClass(
      resolve(stand, named),
      { into: join(run.folder, 'class'), out, roster: options.roster, stand },
      say,
    )
    const { submissions } = joined
    // An instructor's settings lie with the class, or where the person stands.
    const from = existsSync(join(folder, settingsFile)) ? folder : stand
    const given = { ...options, seed: String(opened.seed) }
    await jobFrom(folder, [], given, say, from)
    const tools = new RealTools()
    const started = new Date()
    const entries = new Map<string, ClassEntry>()
    const view = new ClassView(process.stdout, say, submissions.length)
    await gradeClass(
      {
        submissions,
        async jobFor(submission, path) {
          const job = await jobFrom(path, [], given, say, from)
          return {
            ...job,
            submission: { path, title: submission.title },
            hidden: [folder, out],
          }
        },
        reportOf: ({ title }, problem) => withoutChecks(version, title, problem, new Date()),
        isolation,
        jobs,
        rerun,
        results: opened.results,
        scratch: join(run.folder, 'submissions'),
        tools,
        grader: graderMark(),
      },
      async (submission, progress) => {
        if (progress.kind === 'doing') {
          const doing = progressText(progress.message, say)
          if (doing) view.working(submission, doing)
          return
        }
        const { result, reused } = progress
        entries.set(submission.id, await delivered(submission, result))
        view.finished(submission, { ...outcomeOf(result), reused })
      },
      signal,
    )
    view.end()
    const scratch = join(run.folder, 'pairs')
    const pairs =
      options.pairs && !signal.aborted
        ? await playClassPairs(
            {
              ...{ submissions, entries, isolation, jobs, rerun, tools, scratch, out },
              results: opened.pairs,
              async jobFor(path, role, spec, title) {
                const job = await jobFrom(path, [], { ...given, only: [], role, spec }, say, from)
                const submission = title === undefined ? job.submission : { path, title }
                return { ...job, submission, hidden: [folder, out, scratch] }
              },
            },
            language,
            say,
            signal,
          )
        : undefined
    const report: ClassReport = {
      schemaVersion: 1,
      grader: version,
      title,
      spec: onlyOne([...entries.values()].flatMap(({ spec }) => spec ?? [])),
      seed: opened.seed,
      started: started.toISOString(),
      ...(signal.aborted ? {} : { finished: new Date().toISOString() }),
      submissions: submissions.flatMap(({ id }) => entries.get(id) ?? []),
      ...(pairs ? { pairs } : {}),
    }
    const assignment = assignmentFrom(options.assignment ?? title)
    const files = writeClassFiles(out, report, joined, { language, book: classBook, assignment })
    tellSummary(report, joined, { out: options.out, files, reused: view.reused }, say)
    if (signal.aborted) return Number(process.exitCode)
    return [...entries.values()].some(({ outcome }) => outcome === 'errored')
      ? status.graderFailed
      : status.passed
  } catch (error) {
    if (error instanceof NoIsolation) throw new UsageError(say.usage.noIsolation(error.message))
    throw error
  } finally {
    opened?.close()
    await run.end(true)
  }

  /** Writes what the student is given, and returns the line in the class. */
  async function delivered(submission: FoundSubmission, result: Result): Promise<ClassEntry> {
    const { report, milliseconds } = result
    const { id, title, person } = submission
    const folder = `${studentsFolder}/${id}`
    if (report) {
      await writeStudentFiles(join(out, folder), report, { language, book: ruleBook(report) })
    }
    return classEntry(report, {
      ...{ id, title, milliseconds },
      ...(person ? { person } : {}),
      ...(report ? { folder } : {}),
    })
  }
}

function choicesIn(options: ClassOptions, say: Messages) {
  const whole = (option: string, value: string, low: number, high: number) =>
    numberOf(option, value, { low, high, whole: true }, say)
  return {
    isolation: choiceOf('--isolation', options.isolation, ['auto', ...isolations], say),
    rerun: choiceOf('--rerun', options.rerun, reruns, say),
    jobs:
      options.jobs === undefined ? availableParallelism() : whole('--jobs', options.jobs, 1, 1000),
    seed: options.seed === undefined ? undefined : whole('--seed', options.seed, 0, 2 ** 31),
  }
}

function outcomeOf({ report }: Result) {
  return {
    standing: report ? standingOf(report) : ('not-judged' as const),
    score: report?.score ?? 0,
    maxScore: report?.maxScore ?? 0,
  }
}

/** The protocol of all, where it is the same. */
function onlyOne(specs: readonly string[]): string | null {
  const [first, ...others] = new Set(specs)
  return first !== undefined && others.length === 0 ? first : null
}

/** `Lab 1 (55)`, as Canvas writes an assignment that it knows. */
function assignmentFrom(text: string): { readonly title: string; readonly id?: string } {
  const [, title, id] = /^(.*) \((\d+)\)$/s.exec(text) ?? []
  return title !== undefined && id !== undefined ? { title, id } : { title: text }
}
