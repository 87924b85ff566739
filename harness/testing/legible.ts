import type { Page } from 'playwright-core'

/**
 * The texts of a page that stand out less from what is behind them than WCAG AA asks for: 4.5 : 1, or 3 : 1
 * for large ones.
 */
export async function illegibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(`(${String(inPage)})()`)
}

// biome-ignore-start lint/suspicious/noExplicitAny: this runs in the page, whose types the tests don't have
function inPage(): string[] {
  const { document, getComputedStyle } = globalThis as any
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const behind = (element: any): string => {
    if (!element) return 'rgb(255, 255, 255)'
    const colour = getComputedStyle(element).backgroundColor
    return (channels(colour)[3] ?? 1) > 0 ? colour : behind(element.parentElement)
  }
  const illegible: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter((node: any) => node.nodeType === 3)
    const text = own.map((node: any) => node.data.trim()).join('')
    const style = getComputedStyle(element)
    if (text === '' || !element.checkVisibility() || element.closest('.under, .unseen')) continue
    const drawn = element.closest('svg') !== null
    const [a, b] = [luminance(drawn ? style.fill : style.color), luminance(behind(element))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    const large = Number.parseFloat(style.fontSize) >= 24
    if (contrast < (large ? 3 : 4.5)) illegible.push(`${contrast.toFixed(1)}: ${text.slice(0, 40)}`)
  }
  return illegible
}
// biome-ignore-end lint/suspicious/noExplicitAny: the rest has its types
