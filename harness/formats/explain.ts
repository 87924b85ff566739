import pc from 'picocolors'
import { messagesIn } from '../feedback/index.ts'
import { keyOf, type NamedCheck, type Spec } from '../spec/spec.ts'
import type { Language } from '../spec/words.ts'
import { illustrate } from './illustrate.ts'
import { wrappedAt } from './width.ts'

/** All there is to know about a check, for a terminal. */
export function explainCheck(
  spec: Spec,
  check: NamedCheck,
  { language, width, colours }: { language: Language; width: number; colours: boolean },
): string {
  const say = messagesIn(language)
  const paint = pc.createColors(colours)
  const part = (title: string, lines: readonly string[]) => [
    '',
    paint.bold(title),
    ...lines.flatMap((line) => wrappedAt(line, width - 2)).map((line) => `  ${line}`),
  ]
  const needs = (check.needs ?? []).map(keyOf)
  const dialogue = typeof check.play === 'function' ? spec.example : check.play
  const lines = [
    `${paint.bold(check.id)} — ${check.rule[language]}`,
    paint.dim(say.explain.points(check.points, check.tier)),
    ...part(say.explain.why, [check.why[language]]),
    ...part(say.explain.causes, [check.hint[language]]),
    ...(needs.length > 0 ? part(say.explain.needs, [needs.join(', ')]) : []),
    ...part(say.explain.conversation, illustrate(dialogue, say)),
    ...(spec.role === 'client'
      ? part(say.client.byHand, [`nc -l ${spec.port}`])
      : part(say.explain.byHand, [`nc 127.0.0.1 ${spec.port}`, say.explain.byHandTyping])),
  ]
  return `${lines.join('\n')}\n`
}
