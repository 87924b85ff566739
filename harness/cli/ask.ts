import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import type { Messages } from '../feedback/messages.ts'
import { UsageError } from './usage.ts'

/** Something that may be asked for, and the option that says it unasked. */
export interface Question<Choice extends string> {
  readonly option: string
  readonly text: string
  readonly choices: readonly { readonly value: Choice; readonly meaning: string }[]
}

/**
 * Asks on the terminal until one of the choices is named, by its number or its name.
 * @throws UsageError where there is no terminal, or no answer
 */
export async function ask<Choice extends string>(
  { option, text, choices }: Question<Choice>,
  say: Messages,
): Promise<Choice> {
  const { stdin: input, stdout: output } = process
  const values = choices.map(({ value }) => value)
  const unanswered = new UsageError(say.init.sayIt(option, values))
  if (!input.isTTY || !output.isTTY) throw unanswered
  const lines = choices.map(
    ({ value, meaning }, index) => `  ${index + 1}  ${value} — ${meaning}\n`,
  )
  output.write(`${text}\n${lines.join('')}`)
  const terminal = createInterface({ input, output })
  // Ctrl-C and Ctrl-D reject the question; where the terminal goes away, it is never answered.
  const closed = once(terminal, 'close').then(() => undefined)
  const answered = () => Promise.race([terminal.question('> ').catch(() => undefined), closed])
  try {
    for (;;) {
      const answer = (await answered())?.trim()
      if (answer === undefined) {
        output.write('\n')
        throw unanswered
      }
      const chosen = values.find((value, index) => answer === value || answer === String(index + 1))
      if (chosen) return chosen
    }
  } finally {
    terminal.close()
  }
}
