import type { System } from './found.ts'
import type { Person } from './person.ts'

/** What the name of a downloaded file or folder tells. */
export interface Told {
  readonly system: System
  /** The same for all that one student has handed in. */
  readonly key: string
  readonly person: Person
  /** What the student called the file; empty where it is a folder. */
  readonly file: string
  readonly late?: true
  /** The system adds `-1`, `-2` … to the name of a file that the student has handed in before. */
  readonly counted?: true
  /** When this attempt was handed in, as text that sorts by time; only the last one counts. */
  readonly time?: string
  /** What the system itself has written: text typed into it, or its own notes. */
  readonly notWork?: true
}

/** The groups of a match; those that didn't take part are missing. */
type Groups = Readonly<Partial<Record<string, string>>>

/** How one learning management system names what it lets download. */
interface Lms {
  readonly system: System
  readonly pattern: RegExp
  readonly told: (found: Groups) => Omit<Told, 'system'>
}

/** One entry a system: to recognise another one, add it here. */
const systems: readonly Lms[] = [
  {
    // Source: mod/assign/classes/downloader.php. The number is the participant's in this assignment;
    // the group of those who chose none has none. Names have no underscores, but some who unpack put
    // them for spaces. Before Moodle 3.1, and on request, files lie flat.
    system: 'Moodle',
    pattern: /^(?<who>.+?)(?:_(?<id>\d+))?_assignsubmission_(?<plugin>[a-z]+)(?:_(?<file>.*))?$/s,
    told: ({ who = '', id, plugin, file = '' }) => ({
      key: id ? `${who}_${id}` : who,
      person: {
        // Where marking is blind, everybody is called this.
        ...(!/^(?:Participant|Участник)$/.test(who) && { name: who.replaceAll('_', ' ') }),
        ...(id && { id }),
      },
      file,
      ...(plugin !== 'file' && { notWork: true }),
    }),
  },
  {
    // Source: lib/content_zipper.rb, get_filename and add_text_or_url. The name is the sortable one in
    // small letters with nothing between them; the numbers are the user's and the file's.
    system: 'Canvas',
    pattern:
      /^(?<who>[\p{L}\p{M}\p{N}_]+?)_(?:(?<late>LATE)_)?(?<id>\d{2,})_(?:\d{3,}_(?<file>.+)|(?<note>text|link)\.html)$/su,
    told: ({ who = '', id = '', ...rest }) => ({
      ...toldByCanvas(rest),
      key: `${who}_${id}`,
      person: { name: who, id },
    }),
  },
  {
    // The same, where students are anonymous.
    system: 'Canvas',
    pattern:
      /^(?:(?<late>LATE)_)?(?<who>anon_[A-Za-z0-9]+)_(?:\d{3,}_(?<file>.+)|(?<note>text|link)\.html)$/s,
    told: ({ who = '', ...rest }) => ({ ...toldByCanvas(rest), key: who, person: {} }),
  },
  {
    // Source: programs that sort its downloads and agree on the form, for lack of a description by
    // Blackboard: `gradebook_…zip` holds, for each attempt, its files and a text with this name.
    system: 'Blackboard',
    pattern:
      /^.+_(?<login>[^_]+)_attempt_(?<time>\d{4}(?:-\d\d){5})(?:_(?<file>.+)|(?<note>\.txt))$/s,
    told: ({ login = '', time = '', file = '', note }) => ({
      key: login,
      person: { login },
      file,
      time,
      ...(note && { notWork: true }),
    }),
  },
]

function toldByCanvas({ late, file = '', note }: Groups) {
  return {
    file,
    counted: true as const,
    ...(late && { late: true as const }),
    ...(note && { notWork: true as const }),
  }
}

/** What the name of a file or a folder tells; nothing where it is of no system that is known. */
export function readName(name: string): Told | undefined {
  for (const { system, pattern, told } of systems) {
    const found = pattern.exec(name)
    if (found) return { system, ...told(found.groups ?? {}) }
  }
  return undefined
}
