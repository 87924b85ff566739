/** A number with its noun in Russian: «1 байт», «2 байта», «5 байт». */
export function counted(count: number, one: string, few: string, many: string): string {
  const form = { one, few, many }[
    new Intl.PluralRules('ru').select(count) as 'one' | 'few' | 'many'
  ]
  return `${count.toLocaleString('ru')} ${form ?? many}`
}
