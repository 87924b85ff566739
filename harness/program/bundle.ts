/**
 * Turns a TypeScript program into JavaScript that every Node can run, in a folder outside its own:
 * `node bundle.js FILE FOLDER`, then `node FOLDER`.
 */
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type BuildFailure, build, type Format, formatMessages } from 'esbuild'

const [, , file = '', folder = ''] = process.argv

/** Bundles the program and its own modules; packages stay where they are. */
async function bundle(format: Format): Promise<boolean> {
  const result = await build({
    entryPoints: [resolve(file)],
    outfile: join(folder, format === 'cjs' ? 'program.cjs' : 'program.mjs'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: `node${process.versions.node}`,
    format,
    sourcemap: 'inline',
    logLevel: 'silent',
    // In a bundle the program's own module is no longer the one that Node has started.
    define: format === 'cjs' ? { 'require.main': 'module' } : {},
    banner: format === 'esm' ? { js: requireInModules } : {},
  })
  return result.warnings.every((warning) => warning.id !== 'empty-import-meta')
}

const requireInModules =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/** Modules with `await` at their top, or with `import.meta`, can't become CommonJS. */
async function bundleEitherWay(): Promise<Format> {
  try {
    if (await bundle('cjs')) return 'cjs'
  } catch (error) {
    const topLevelAwait = (error as BuildFailure).errors?.some((message) =>
      message.text.includes('Top-level await'),
    )
    if (!topLevelAwait) throw error
  }
  await bundle('esm')
  return 'esm'
}

function nearestPackages(from: string): string | undefined {
  const here = join(from, 'node_modules')
  if (existsSync(here)) return here
  return dirname(from) === from ? undefined : nearestPackages(dirname(from))
}

async function makeProgram(): Promise<void> {
  const format = await bundleEitherWay()
  const main = format === 'cjs' ? 'program.cjs' : 'program.mjs'
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ main }))
  const packages = nearestPackages(dirname(resolve(file)))
  if (packages) symlinkSync(packages, join(folder, 'node_modules'))
}

makeProgram().catch(async (error: Error | BuildFailure) => {
  const errors = 'errors' in error ? error.errors : [{ text: String(error) }]
  process.stderr.write((await formatMessages(errors, { kind: 'error' })).join('\n'))
  process.exitCode = 1
})
