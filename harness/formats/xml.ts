/** What XML 1.0 can't hold in any form. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** A text for an element or an attribute; it can't command GitHub's runner where it is printed, either. */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('##[', '##&#91;')
    .replace(/^([ \t]*):/gm, '$1&#58;')
}

type Attributes = Readonly<Record<string, string | number>>

/** An element that holds text, or nothing. */
export function element(name: string, attributes: Attributes, text = ''): string {
  const head = opening(name, attributes)
  return text === '' ? `<${head}/>` : `<${head}>${xmlText(text)}</${name}>`
}

/** An element that holds others, each on lines of its own. */
export function parent(name: string, attributes: Attributes, children: readonly string[]): string {
  return [`<${opening(name, attributes)}>`, ...children, `</${name}>`].join('\n')
}

function opening(name: string, attributes: Attributes): string {
  const pairs = Object.entries(attributes)
  return [name, ...pairs.map(([key, value]) => `${key}="${xmlText(String(value))}"`)].join(' ')
}
