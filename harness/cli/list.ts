import type { Command } from 'commander'
import { specs } from '../../specs/index.ts'
import { checksOf, pointsOf, tiers } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'

/** Adds `list`: every spec with its checks and their points. */
export function addList(program: Command, language: Language): void {
  program
    .command('list')
    .description('list the specs, their checks and points')
    .option('--lang <language>', 'en or ru')
    .action(() => {
      process.stdout.write(list(language))
    })
}

function list(language: Language): string {
  return specs
    .map((spec) => {
      const checks = checksOf(spec)
      const sums = tiers.map((tier) => `${tier} ${pointsOf(checks, tier)}`).join(', ')
      const lines = checks.map(
        ({ id, tier, points, rule }) =>
          `  ${id.padEnd(36)} ${tier.padEnd(7)}${String(points).padStart(3)}  ${rule[language]}`,
      )
      return `${spec.id} — ${spec.title[language]} (${sums})\n${lines.join('\n')}\n`
    })
    .join('\n')
}
