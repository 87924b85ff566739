/**
 * The terminal pictures in the README are what the command line prints; `npm run record` draws them
 * anew.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allowsWorlds, sockgrade } from './grade.ts'

const readme = join(import.meta.dirname, '..', '..', 'README.md')

/** What a grade prints, as a block for Markdown. */
async function picture(...args: readonly string[]): Promise<string> {
  const { stdout } = await sockgrade(args)
  return `\`\`\`\n$ npm run grade -- ${args.filter((arg) => !arg.startsWith('--seed')).join(' ')}\n${stdout}\`\`\``
}

// Elsewhere a line more is printed, which says what could not be had.
test.runIf(await allowsWorlds())('the README shows what is printed', async () => {
  const pictures = {
    passed: await picture('--seed=1', '--port=9002', './reference/doubling-server.ts'),
    failed: await picture('--seed=1', '--tier=core', './fixtures/doubling/no-strip.c'),
  }
  const text = readFileSync(readme, 'utf8')
  const drawn = Object.entries(pictures).reduce(
    (whole, [name, block]) =>
      whole.replace(
        new RegExp(`<!-- picture: ${name} -->.*?<!-- /picture -->`, 's'),
        () => `<!-- picture: ${name} -->\n${block}\n<!-- /picture -->`,
      ),
    text,
  )
  await expect(drawn).toMatchFileSnapshot(readme)
})
