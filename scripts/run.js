// Runs a program of this repository that imports TypeScript: node scripts/run.js FILE [argument …]
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'

const root = join(import.meta.dirname, '..')
const [, , file] = process.argv
// Below the folder of the package, by which what it imports finds the rest.
const outfile = join(root, 'bench', '.built', basename(file).replace(/\.ts$/, '.js'))
buildSync({
  absWorkingDir: root,
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.12',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  logLevel: 'warning',
})
process.argv.splice(1, 2, outfile)
await import(pathToFileURL(outfile))
