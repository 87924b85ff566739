import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { GradeJob } from '../worker/messages.ts'

/** Folders that tools have made: too large to be read, and told apart by what stands in them. */
const made = new Set(['node_modules', 'venv', '.venv', '.git', 'target', '__pycache__'])

/**
 * A mark that changes with whatever a result depends on: the files that were handed in, how they are
 * graded, and the grader. Where they lie doesn't matter.
 * @param grader the mark of the grader, see `markOf`
 */
export function fingerprint(
  submission: string,
  { submission: _, from: __, hidden: ___, ...job }: GradeJob,
  grader: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([grader, job, markOf(submission)]))
    .digest('hex')
}

/** A mark of a file, or of all that is in a folder: names, contents, links, and what may be executed. */
export function markOf(path: string): string {
  const hash = createHash('sha256')
  add(hash, path, '')
  return hash.digest('hex')
}

function add(hash: Hash, path: string, name: string): void {
  const kind = lstatSync(path)
  const told = (...facts: readonly unknown[]) =>
    hash.update(`${JSON.stringify([name, ...facts])}\n`)
  if (kind.isSymbolicLink()) told('link', readlinkSync(path))
  else if (kind.isFile()) {
    told('file', (kind.mode & 0o111) !== 0, kind.size)
    addContent(hash, path)
  } else if (kind.isDirectory()) {
    const entries = readdirSync(path).sort()
    told('folder', entries)
    if (made.has(name)) told(entries.map((entry) => modified(join(path, entry))))
    else for (const entry of entries) add(hash, join(path, entry), entry)
  }
}

/** Piece by piece, since what was handed in may be of any size. */
function addContent(hash: Hash, path: string): void {
  const file = openSync(path, 'r')
  const piece = Buffer.alloc(1024 * 1024)
  try {
    for (let length = 1; length > 0; ) {
      length = readSync(file, piece)
      hash.update(piece.subarray(0, length))
    }
  } finally {
    closeSync(file)
  }
}

function modified(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
