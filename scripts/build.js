// Bundles the grader into dist/, so that it starts at once under plain Node, and makes what its pages carry.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const root = join(import.meta.dirname, '..')
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'import.meta.dirname': '__dirname' },
}

for (const made of ['dist', 'compiled']) rmSync(join(root, made), { recursive: true, force: true })

// The programs that are started by their path (see harness/package-folder.ts). CommonJS starts sooner than modules.
const inputs = [
  ...launched('harness/cli'),
  ...launched('harness/worker'),
  ...bundled('harness/program/bundle.ts', join(root, 'dist/harness/program/bundle.js')),
]
chmodSync(join(root, 'dist', 'harness', 'cli', 'main.js'), 0o755)
writeFileSync(join(root, 'dist', 'package.json'), '{ "type": "commonjs" }\n')
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

/** Bundles the program whose `main.ts` stands in a folder, and puts before it what launches it. */
function launched(folder) {
  const bundle = join(root, 'dist', folder, 'bundle.js')
  const inputs = bundled(`${folder}/main.ts`, bundle, {
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
  })
  // Read byte by byte, it is read fastest; in the patterns of expressions the bundler leaves other letters.
  const text = readFileSync(bundle, 'utf8').replace(/[\u0080-\uffff]/g, escaped)
  writeFileSync(bundle, text)
  const launcher = bundled('harness/launcher/main.ts', join(root, 'dist', folder, 'main.js'), {
    banner: { js: '#!/usr/bin/env node' },
    define: { ...common.define, MARK: JSON.stringify(markOf(text)) },
  })
  return [...inputs, ...launcher]
}

function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** By which what was compiled of one bundle is told from that of another. */
function markOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Bundles a program, and tells the files that went into it. */
function bundled(program, outfile, more = {}) {
  const { metafile } = buildSync({
    ...common,
    entryPoints: [program],
    outfile,
    format: 'cjs',
    platform: 'node',
    target: 'node20.12',
    charset: 'ascii',
    // Node 20 knows what esbuild, to be safe, would have it compile at once.
    supported: { 'regexp-set-notation': true, 'regexp-unicode-property-escapes': true },
    external: ['esbuild'],
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    ...more,
  })
  return Object.keys(metafile.inputs)
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
