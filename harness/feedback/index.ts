import type { Language } from '../spec/words.ts'
import { english } from './en.ts'
import type { Messages } from './messages.ts'
import { russian } from './ru.ts'

const all: Readonly<Record<Language, Messages>> = { en: english, ru: russian }

/** The sentences of a language. */
export function messagesIn(language: Language): Messages {
  return all[language]
}
