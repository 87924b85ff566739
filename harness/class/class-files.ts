import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../files/write-whole.ts'
import { canvasGradebook } from '../formats/class/canvas.ts'
import { classCsv } from '../formats/class/csv.ts'
import type { Gradebook } from '../formats/class/gradebook.ts'
import type { ClassBook } from '../formats/class/html/context.ts'
import { classHtml } from '../formats/class/html/render.tsx'
import { moodleGradebook } from '../formats/class/moodle.ts'
import type { Joined } from '../intake/roster/join.ts'
import type { ClassReport } from '../report/class-schema.ts'
import type { Language } from '../spec/words.ts'

/** Where a class's own files lie in the folder of its results. */
export const classFiles = {
  page: 'class.html',
  data: 'class.json',
  sheet: 'grades.csv',
  canvas: 'canvas.csv',
  moodle: 'moodle.csv',
} as const

/** How the files are made, besides the data. */
export interface ClassFilesOptions {
  readonly language: Language
  readonly book: ClassBook
  /** The assignment in Canvas. */
  readonly assignment: { readonly title: string; readonly id?: string | undefined }
}

/** A file for a learning management system to import, and who gets no grade by it. */
export interface ImportFile extends Pick<Gradebook, 'leftOut'> {
  readonly file: string
}

/**
 * Writes everything that is about a class as a whole; returns the files for import, of those systems that
 * know anybody of the class.
 */
export function writeClassFiles(
  folder: string,
  report: ClassReport,
  joined: Joined,
  { language, book, assignment }: ClassFilesOptions,
): ImportFile[] {
  const canvas = canvasGradebook(report, joined, { assignment })
  const moodle = moodleGradebook(report, joined, { language })
  const write = (name: keyof typeof classFiles, content: string) =>
    writeWhole(join(folder, classFiles[name]), content)
  write('data', `${JSON.stringify(report, null, 2)}\n`)
  write('page', classHtml(report, { language, book }))
  write('sheet', classCsv(report, joined, { language }))
  return Object.entries({ canvas, moodle }).flatMap(([name, { csv, leftOut }]) => {
    const unknown = leftOut.filter(({ why }) => why === 'unknown').length
    const system = name as 'canvas' | 'moodle'
    // Nobody in it: it was made for another system.
    if (unknown >= report.submissions.length) {
      rmSync(join(folder, classFiles[system]), { force: true })
      return []
    }
    write(system, csv)
    return [{ file: classFiles[system], leftOut }]
  })
}
