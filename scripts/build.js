// Compiles the grader to dist/, so that it starts under plain Node, and makes what its pages carry.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildSync } from 'esbuild'

const root = join(import.meta.dirname, '..')
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(
  process.execPath,
  [join(typescript, 'bin', 'tsc'), '--project', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
)
chmodSync(join(root, 'dist', 'harness', 'cli', 'main.js'), 0o755)

buildSync({
  absWorkingDir: root,
  entryPoints: {
    student: 'harness/formats/html/style.css',
    class: 'harness/formats/class/html/style.css',
    'class-script': 'harness/formats/class/html/browser/main.ts',
  },
  outdir: 'dist/assets',
  bundle: true,
  minify: true,
  charset: 'utf8',
  // Browsers of 2023 and later.
  target: ['chrome111', 'firefox113', 'safari16.4'],
  logLevel: 'warning',
})
