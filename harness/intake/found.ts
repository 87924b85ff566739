import type { Person } from './person.ts'

/** The systems whose downloads are recognised. */
export type System = 'Moodle' | 'Canvas' | 'Blackboard' | 'Gradescope' | 'GitHub Classroom'

/** Something that was handed in, and by whom, as far as its name tells. */
export interface FoundSubmission {
  /** Safe as a file's name, and no other submission's. */
  readonly id: string
  /** The name as it was handed in. */
  readonly title: string
  /** Absolute; of several files the first. */
  readonly path: string
  /** Several files of one student count as a folder. */
  readonly kind: 'file' | 'folder' | 'archive'
  /** Which system has named it: the person's id is that system's. */
  readonly system?: System
  readonly person?: Person
  /** Those who have handed it in together, where there are several. */
  readonly team?: readonly Person[]
  /** Which attempt it is, from 1. */
  readonly attempt?: number
  readonly late?: true
  /** Files that the learning management system has renamed, with what the student called them. */
  readonly files?: readonly { readonly path: string; readonly name: string }[]
}
