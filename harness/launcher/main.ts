/**
 * Runs a program of the grader from `bundle.js` beside it, with what V8 compiled of it when it was built: to
 * compile it anew takes longer than many a grade. Where nothing was kept, or by another Node, V8 compiles it as ever.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { keepCompiled, keptCompiled } from './compiled.ts'

/** The build puts the mark of the bundle here. */
declare const MARK: string

const folder = import.meta.dirname
const filename = join(folder, 'bundle.js')
// The build writes ASCII alone, and that is read fastest as what it is.
const source = readFileSync(filename, 'latin1')
const script = new Script(source, { filename, ...keptCompiled(folder, MARK) })
keepCompiled(script, folder, MARK)
const module = { exports: {} }
script.runInThisContext()(module.exports, createRequire(filename), module, filename, folder)
