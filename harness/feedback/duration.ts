/** A time that people can take in: `0.4 ms`, `12 ms`, `1.25 s`, in the given units. */
export function duration(ms: number, locale: string, units: { ms: string; s: string }): string {
  const inSeconds = ms >= 1000
  const [value, digits] = inSeconds ? [ms / 1000, 2] : [ms, ms < 10 ? 1 : 0]
  const number = value.toLocaleString(locale, { maximumFractionDigits: digits })
  return `${number} ${inSeconds ? units.s : units.ms}`
}
