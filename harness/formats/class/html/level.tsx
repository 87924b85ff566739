import type { ComponentChildren } from 'preact'

/** The heading of a part, one step below what it stands in. */
export function Heading(props: { level: number; children: ComponentChildren }) {
  const { level, children } = props
  if (level === 2) return <h2 class="part">{children}</h2>
  return level === 3 ? <h3 class="part">{children}</h3> : <h4 class="part">{children}</h4>
}
