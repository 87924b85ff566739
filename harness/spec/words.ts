/** The languages in which everything a student reads is written. */
export const languages = ['en', 'ru'] as const

export type Language = (typeof languages)[number]

/** One text in every language; a missing translation does not compile. */
export type Words = Readonly<Record<Language, string>>
