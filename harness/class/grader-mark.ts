import { builtFolder } from '../package-folder.ts'
import { markOf } from './fingerprint.ts'

/** A mark of this grader: any change to what it consists of changes it. */
export function graderMark(): string {
  return markOf(builtFolder)
}
