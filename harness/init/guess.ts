import { basename } from 'node:path'
import type { Spec } from '../spec/spec.ts'
import type { Repository } from './repository.ts'

/** Where a repository can be graded at each push. */
export const platforms = ['github', 'gitlab', 'classroom50', 'none'] as const

export type Platform = (typeof platforms)[number]

/** Who works in a repository. */
export const roles = ['student', 'instructor'] as const

export type Role = (typeof roles)[number]

/** The workflow that grades all of an organisation, in Classroom 50's own repository. */
const classroomRunner = '.github/workflows/autograde-runner.yaml'

/** What Classroom 50 writes into a student's repository. */
const classroomMark = '.classroom50.yaml'

/** Which platform a repository is on; undefined where nothing tells, or several things do. */
export function platformOf({ files, remote }: Repository): Platform | undefined {
  if (files.includes(classroomRunner) || files.includes(classroomMark)) return 'classroom50'
  if (remote?.host === 'github.com') return 'github'
  if (remote?.host.includes('gitlab')) return 'gitlab'
  const github = files.some((path) => path.startsWith('.github/'))
  const gitlab = files.some((path) => path === '.gitlab-ci.yml' || path.startsWith('.gitlab/'))
  if (github === gitlab) return undefined
  return github ? 'github' : 'gitlab'
}

/** A student, where nothing tells of an instructor. */
export function roleOf({ files, settings }: Repository): Role {
  const instructs =
    settings.checks !== undefined ||
    files.includes(classroomRunner) ||
    files.some((path) => path.startsWith('submissions/'))
  return instructs ? 'instructor' : 'student'
}

/**
 * The protocols that a repository may be about, by its own name and those of its programs, and by the ports
 * that stand in these. One alone is certain; of none nothing is known.
 */
export function specsOf(
  { folder, remote, sources, settings }: Repository,
  specs: readonly Spec[],
): readonly Spec[] {
  const said = specs.filter(({ id }) => id === settings.spec)
  if (said.length > 0) return said
  const names = [basename(remote?.path ?? folder), ...sources.keys()].map(wordsOf)
  // A server is handed in more often: only where nothing but clients is named is a client meant.
  const programs = [...sources.keys()].map(wordsOf)
  const isClient = programs.length > 0 && programs.every((words) => words.has('client'))
  const ofRole = specs.filter(({ role }) => role === (isClient ? 'client' : 'server'))
  const named = ofRole.filter(({ id }) =>
    names.some((words) => id.split('-').every((part) => words.has(part))),
  )
  const ports = new Set([...sources.values()].flatMap((text) => text.match(/\b\d{2,5}\b/g) ?? []))
  const listening = ofRole.filter(({ port }) => ports.has(String(port)))
  const both = named.filter((spec) => listening.includes(spec))
  if (both.length > 0) return both
  // Where names and ports say different things, neither is certain.
  return [...named, ...listening]
}

/** `src/EchoServer.java` → src, echo, server, java */
function wordsOf(path: string): ReadonlySet<string> {
  const apart = path.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase()
  return new Set(apart.match(/\p{L}+/gu) ?? [])
}
