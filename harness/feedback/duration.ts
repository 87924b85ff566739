/** How a language writes times. */
export interface TimeWords {
  readonly locale: string
  readonly ms: string
  readonly s: string
  /** What stands before the tenths. */
  readonly point: string
}

/** A time that people can take in: `0.4 ms`, `12 ms`, `1.25 s`, in the given words. */
export function duration(ms: number, { locale, ms: short, s: long, point }: TimeWords): string {
  const inSeconds = ms >= 1000
  const number = inSeconds
    ? Math.round(ms / 10) / 100
    : ms < 10
      ? Math.round(ms * 10) / 10
      : Math.round(ms)
  // A page has hundreds of them, and Intl makes a formatter for each: only thousands are worth it.
  const text =
    number < 1000
      ? String(number).replace('.', point)
      : number.toLocaleString(locale, { maximumFractionDigits: 2 })
  return `${text} ${inSeconds ? long : short}`
}
