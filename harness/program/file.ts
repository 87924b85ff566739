import { accessSync, constants, readFileSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'
import { ownPrograms } from '../package-folder.ts'
import { Unusable } from './problem.ts'
import { recipes } from './recipes.ts'
import { fill, literal, type Submission } from './submission.ts'
import { requireTool } from './tools.ts'

/** A submission that is a single file; `title` is how messages name it. */
export function resolveFile(file: string, title: string): Submission {
  const extension = extname(file).slice(1).toLowerCase()
  const recipe = recipes.find((entry) => entry.extensions.includes(extension))
  const common = {
    title,
    path: file,
    folder: dirname(file),
    buildsInCopy: false,
    findRun: undefined,
  }
  if (!recipe) return { ...common, ...executable(file, title) }
  requireTool(recipe)
  const source = readFileSync(file, 'utf8')
  const sourceCopy = recipe.language === 'Java' ? javaCopy(source, file) : undefined
  const values = {
    file: literal(file),
    folder: literal(dirname(file)),
    bundler: ownPrograms.bundler,
    source: sourceCopy ?? literal(file),
    ...(recipe.language === 'Java' ? { main: mainClass(source, title) } : {}),
  }
  return {
    ...common,
    language: recipe.language,
    build: recipe.build && fill(recipe.build, values),
    run: fill(recipe.run, values),
    locate: recipe.locate,
    sourceCopy,
    stdio: recipe.stdio ?? false,
    takesArguments: speaksOfArguments(source),
    connects: speaksOfConnecting(source),
    ports: portsIn(source),
  }
}

function executable(file: string, title: string) {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    const known = extname(file) === '' || readFileSync(file).subarray(0, 2).toString() === '#!'
    throw new Unusable({ code: known ? 'not-executable' : 'unknown-kind', path: title })
  }
  return {
    language: 'executable',
    build: undefined,
    run: [literal(file)],
    stdio: true,
    takesArguments: true,
    connects: false,
    ports: [],
  }
}

/** A public class has to stand in a file of its name, which a file that was handed in may have lost. */
function javaCopy(source: string, file: string): string | undefined {
  const name = /^\s*public\s+(?:final\s+|abstract\s+)?class\s+(\w+)/m.exec(source)?.[1]
  return name && name !== basename(file, '.java') ? `{out}/source/${name}.java` : undefined
}

/** The class with a `main` method, with its package. */
function mainClass(source: string, title: string): string {
  const code = source.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '')
  const main = /\bstatic\s+(?:final\s+)?void\s+main\s*\(/.exec(code)?.index ?? -1
  const classes = [...code.matchAll(/\b(?:class|record|enum|interface)\s+(\w+)/g)]
  const file = basename(title, '.java')
  const holder = classes.findLast(
    (found) => found.index < main && !isNested(code, found.index),
  )?.[1]
  if (main < 0 || !holder) throw new Unusable({ code: 'no-main-class', path: title })
  const inPackage = /^\s*package\s+([\w.]+)\s*;/m.exec(code)?.[1]
  const name = holder === file || classes.length > 0 ? holder : file
  return inPackage ? `${inPackage}.${name}` : name
}

/** Whether a place in the code lies inside braces. */
function isNested(code: string, index: number): boolean {
  const before = code.slice(0, index)
  return before.split('{').length > before.split('}').length
}

/** The numbers in a program's text that could be ports: in order, without repetition. */
function portsIn(source: string): number[] {
  const numbers = (source.match(/\b\d{2,5}\b/g) ?? []).map(Number)
  return [...new Set(numbers)].filter((number) => number < 65536).slice(0, 50)
}

/** Whether a program's text mentions what each language calls its arguments. */
function speaksOfArguments(source: string): boolean {
  return /\bargv\b|\bARGV\b|\bargparse\b|\bargs\b|\bArgs\b|@ARGV|\$[1@]|\barg\[|\bparseArgs\b/.test(
    source,
  )
}

/** Whether a program's text has what each language calls connecting, and nothing that it calls listening. */
function speaksOfConnecting(source: string): boolean {
  return (
    /connect|\/dev\/tcp\/|PeerAddr|\bDial\b|new Socket\(|TCPSocket|fsockopen|stream_socket_client|\bsocket\s+\S+\s+\d/i.test(
      source,
    ) &&
    !/\blisten|accept|ServerSocket|createServer|create_server|start_server|socketserver|TCPServer|\bbind\s*\(|socket\s+-server/i.test(
      source,
    )
  )
}
