import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageFolder } from '../package-folder.ts'

/** A repository on some server: `github.com`, `anna/lab`. */
export interface Remote {
  /** With its port, where that isn't the usual one of HTTPS. */
  readonly host: string
  readonly path: string
}

/**
 * The ways to write a repository's address, as git and npm take them. The port of SSH is of no use to
 * HTTPS; and only what needs no quoting in a workflow is taken.
 */
const addresses = [
  /^(?:git\+)?https?:\/\/(?:[^@/]*@)?([\w.-]+(?::\d+)?)\/([\w./~-]+)$/,
  /^(?:git\+)?(?:ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/([\w./~-]+)$/,
  /^(?:[^@/:]*@)?([\w-]+\.[\w.-]+):([\w./~-]+)$/,
]

/** What git is told to clone, as a remote; undefined for a folder, say. */
export function remoteFrom(url: string): Remote | undefined {
  for (const address of addresses) {
    const [, host, path] = address.exec(url) ?? []
    if (host && path) return { host, path: path.replace(/(\.git)?\/?$/, '') }
  }
  return undefined
}

/** Where a repository is pushed to; undefined where it isn't, or where there is no git. */
export function remoteOf(folder: string): Remote | undefined {
  const url = git(folder, 'remote', 'get-url', 'origin')
  return url === undefined ? undefined : remoteFrom(url)
}

/** The folder in which the repository begins that a folder lies in; undefined where there is none. */
export function topOf(folder: string): string | undefined {
  return git(folder, 'rev-parse', '--show-toplevel')
}

function git(folder: string, ...args: readonly string[]): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      stdio: [...stdio],
    }).trim()
  } catch {
    return undefined
  }
}

/** Where the grader itself comes from, and its version there. */
export interface GraderSource extends Remote {
  readonly ref: string
}

/** Where this grader was cloned from, or installed from by npm; undefined where nothing tells. */
export function graderSource(): GraderSource | undefined {
  if (existsSync(join(packageFolder, '.git'))) {
    const remote = remoteOf(packageFolder)
    return remote && { ...remote, ref: 'main' }
  }
  const installed = join(dirname(packageFolder), '.package-lock.json')
  if (!existsSync(installed)) return undefined
  const { packages = {} } = JSON.parse(readFileSync(installed, 'utf8'))
  const [url = '', ref = 'main'] = String(packages['node_modules/sockgrade']?.resolved).split('#')
  const remote = remoteFrom(url)
  return remote && { ...remote, ref }
}
