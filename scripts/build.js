// Bundles the grader into dist/, so that it starts at once under plain Node, and makes what its pages carry.
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const root = join(import.meta.dirname, '..')
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  logLevel: 'warning',
}

rmSync(join(root, 'dist'), { recursive: true, force: true })

// The programs that are started by their path (see harness/package-folder.ts), each by itself: what several of
// them shared would be files more to find and read, while somebody waits.
const programs = ['harness/cli/main.ts', 'harness/worker/main.ts', 'harness/program/bundle.ts']
const inputs = programs.flatMap((program) => Object.keys(bundled(program).inputs))
chmodSync(join(root, 'dist', 'harness', 'cli', 'main.js'), 0o755)
writeFileSync(join(root, 'dist', 'licences.txt'), licences(inputs))

buildSync({
  ...common,
  entryPoints: {
    student: 'harness/formats/html/style.css',
    class: 'harness/formats/class/html/style.css',
    'class-script': 'harness/formats/class/html/browser/main.ts',
  },
  outdir: 'dist/assets',
  minify: true,
  // Browsers of 2023 and later.
  target: ['chrome111', 'firefox113', 'safari16.4'],
})

/** Bundles a program, and tells what went into it. */
function bundled(program) {
  const { metafile } = buildSync({
    ...common,
    entryPoints: [program],
    outdir: 'dist',
    outbase: '.',
    // What is imported when it is needed stays apart, and is read then.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.12',
    external: ['esbuild'],
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // For those packages that are CommonJS.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
  return metafile
}

/** The licences of the packages that are in the bundle, which ask to be passed on with it. */
function licences(inputs) {
  const packages = inputs.flatMap(
    (file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [],
  )
  return [...new Set(packages)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      )
      const file = ['license', 'LICENSE', 'LICENSE.md', 'license.md', 'LICENSE.txt', 'LICENCE']
        .map((each) => join(root, folder, each))
        .find(existsSync)
      return `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
