import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundSubmission } from '../intake/found.ts'
import { type Joined, joinRoster } from '../intake/roster/join.ts'
import { readRoster } from '../intake/roster/read.ts'
import type { ClassCheck, ClassEntry, ClassReport } from '../report/class-schema.ts'
import { emptyFolder, python } from './archives.ts'

/** A graded check of the echo spec. */
export function check(id: string, part: Partial<ClassCheck> = {}): ClassCheck {
  const points = part.verdict && part.verdict !== 'passed' ? 0 : 10
  return {
    id: `echo/${id}`,
    tier: 'core',
    verdict: 'passed',
    strict: true,
    points,
    maxPoints: 10,
    required: true,
    ...part,
  }
}

/** A submission with its grade, of what it says and otherwise right. */
export function entry(id: string, part: Partial<ClassEntry> = {}): ClassEntry {
  return {
    id,
    title: id,
    outcome: 'graded',
    spec: 'echo',
    score: 100,
    maxScore: 100,
    beyond: { score: 0, maxScore: 0 },
    milliseconds: 1000,
    checks: [],
    ...part,
  }
}

/** A class with these submissions, each with its grade and what its name told. */
export function classOf(
  submissions: readonly (readonly [ClassEntry, Partial<FoundSubmission>?])[],
  roster?: string,
): readonly [ClassReport, Joined] {
  const report: ClassReport = {
    schemaVersion: 1,
    grader: '0.0.0',
    title: 'Lab 1',
    spec: 'echo',
    seed: 1,
    started: '2026-01-02T03:04:05.000Z',
    submissions: submissions.map(([each]) => each),
  }
  const path = join(emptyFolder(), 'roster.csv')
  if (roster !== undefined) writeFileSync(path, roster)
  const found = submissions.map(([{ id, title }, part]) => ({
    ...{ id, title, path: `/${id}`, kind: 'folder' as const },
    ...part,
  }))
  return [report, joinRoster(roster === undefined ? undefined : readRoster(path), found)]
}

/** The rows of a sheet as Python's csv reads them. */
export function readSheet(sheet: string, delimiter = ','): string[][] {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'sheet.csv'), sheet)
  const program = `
import csv, json, sys
rows = list(csv.reader(open('sheet.csv', newline='', encoding='utf-8-sig'), delimiter=sys.argv[1], strict=True))
print(json.dumps(rows))`
  return JSON.parse(python(folder, program, delimiter))
}
