import { hole } from './pattern.ts'

const lower = 'abcdefghijklmnopqrstuvwxyz'
const letters = lower + lower.toUpperCase()
const cyrillic = 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'
const emoji = ['👋', '🐍', '🚀', '☕', '🎲']

/** Letters of both cases, so that a changed case shows. */
export const word = <Name extends string>(name: Name) =>
  hole(name, 'Hello', (random) => random.text(letters, random.between(8, 12)))

/** A run of ASCII letters. */
export const longWord = <Name extends string>(name: Name, length: number) =>
  hole(name, 'abc…xyz', (random) => random.text(letters, length))

/** Digits that do not begin with a nought: a text that a program may take for a number. */
export const digits = <Name extends string>(name: Name) =>
  hole(name, '21', (random) => String(random.between(101, 9999)))

/** Russian words, two bytes a letter in UTF-8. */
export const russian = <Name extends string>(name: Name) =>
  hole(name, 'Привет', (random) => `${random.text(cyrillic, 6)} ${random.text(cyrillic, 4)}`)

/** One Russian word. */
export const russianWord = <Name extends string>(name: Name) =>
  hole(name, 'Привет', (random) => random.text(cyrillic, 8))

/** Cyrillic and an emoji between leading and trailing spaces. */
export const spacedRussian = <Name extends string>(name: Name) =>
  hole(
    name,
    '  Привет, мир! 👋 ',
    (random) => `  ${random.text(cyrillic, 7)} ${random.pick(emoji)} ${random.text(lower, 5)} `,
  )
