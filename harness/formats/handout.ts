import { messagesIn } from '../feedback/index.ts'
import type { Messages } from '../feedback/messages.ts'
import { checksOf, type NamedCheck, type Spec, type Tier } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { illustrate } from './illustrate.ts'

/** The assignment for students, as Markdown: task, example conversation, what is graded. */
export function handoutFor(spec: Spec, language: Language): string {
  const say = messagesIn(language)
  const checks = checksOf(spec)
  const lines = [
    `# ${spec.title[language]}`,
    '',
    spec.task[language],
    '',
    ...ways(spec, say),
    '',
    `## ${say.handout.conversation}`,
    '',
    '```',
    ...illustrate(spec.example, say),
    '```',
    '',
    `## ${say.handout.graded}`,
    '',
    ...table(checks, 'core', say, language),
    '',
    `## ${say.handout.beyond}`,
    '',
    ...table(checks, 'beyond', say, language),
    '',
    `## ${say.handout.howToGrade}`,
    '',
    '```',
    `npm run grade -- --spec ${spec.id} ./${spec.role}.py`,
    '```',
  ]
  return `${lines.join('\n')}\n`
}

/** Where it serves and for how long, or where it connects. */
function ways(spec: Spec, say: Messages): string[] {
  if (spec.role === 'client') return [say.client.port(spec.port)]
  return [say.handout.port(spec.port), '', say.handout.serves[spec.serves]]
}

function table(
  checks: readonly NamedCheck[],
  tier: Tier,
  say: Messages,
  language: Language,
): string[] {
  return [
    `| ${say.handout.check} | ${say.handout.points} |`,
    '|---|---:|',
    ...checks
      .filter((check) => check.tier === tier)
      .map(({ rule, points }) => `| ${rule[language].replaceAll('|', '\\|')} | ${points} |`),
  ]
}
