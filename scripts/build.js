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

for (const made of ['dist', 'compiled']) rmSync(join(root, made), { recursive: true, force: true })

// The programs that are started by their path (see harness/package-folder.ts). CommonJS starts sooner than modules.
const inputs = [
  ...launched('harness/cli'),
  ...launched('harness/worker'),
  ...bundled('harness/program/bundle.ts', 'dist/harness/program/bundle.js'),
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
  const asFunction = {
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
  }
  return [
    ...bundled('harness/launcher/main.ts', `dist/${folder}/main.js`, {
      banner: { js: '#!/usr/bin/env node' },
    }),
    ...bundled(`${folder}/main.ts`, `dist/${folder}/bundle.js`, asFunction),
  ]
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
    define: { 'import.meta.dirname': '__dirname' },
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
