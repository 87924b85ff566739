import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { writeWhole } from '../files/write-whole.ts'
import type { FormatContext } from '../formats/context.ts'
import { formats } from '../formats/index.ts'
import { forStudent } from '../formats/student.ts'
import type { Report } from '../report/schema.ts'

/** What a student is given, in the order of use; a name in the student's folder, and its format. */
const files = [
  ['report.html', 'html'],
  ['feedback.md', 'markdown'],
  ['report.json', 'json'],
] as const

/** The folder with all students' folders, below that of the results. */
export const studentsFolder = 'students'

/** Writes a student's own reports into a folder that can be sent as it is: nothing hidden is in them. */
export async function writeStudentFiles(
  folder: string,
  whole: Report,
  means: Pick<FormatContext, 'language' | 'book'>,
): Promise<void> {
  const around: FormatContext = {
    ...means,
    width: 100,
    colours: false,
    verbose: false,
    classroom: noClassroom,
    fence: randomUUID(),
  }
  const shown = forStudent(whole, around)
  for (const [name, format] of files) {
    const render = await formats[format].load()
    writeWhole(join(folder, name), render(shown.report, shown.around))
  }
}

const noClassroom: FormatContext['classroom'] = {
  classroom: '',
  assignment: '',
  type: 'individual',
  owner: '',
  submission: '',
  commit: '',
  release: '',
  review: '',
}
