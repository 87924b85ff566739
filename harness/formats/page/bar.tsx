/** How much of a whole something is, drawn; the numbers must stand beside it. `share` from 0 to 1. */
export function Bar({ share, kind }: { share: number; kind: string }) {
  const width = `${Math.round(1000 * Math.min(1, Math.max(0, share))) / 10}%`
  return (
    <svg class={`bar ${kind}`} width="100%" height="8" aria-hidden="true">
      <rect class="whole" width="100%" height="8" rx="4" />
      <rect class="part" width={width} height="8" rx="4" />
    </svg>
  )
}
