const kinds = ['client', 'server', 'wrong', 'missing'] as const

/** The heads of all arrows of a page, which its drawings refer to. */
export function Markers() {
  return (
    <svg class="markers" width="0" height="0" aria-hidden="true">
      <defs>
        {kinds.flatMap((kind) => [
          <marker {...box} id={`head-${kind}`} class={kind} refX="9" key={`head-${kind}`}>
            <path d="M0 1L9 5L0 9z" />
          </marker>,
          <marker
            {...box}
            id={`cross-${kind}`}
            class={`cross ${kind}`}
            refX="5"
            key={`cross-${kind}`}
          >
            <path d="M1 1L9 9M9 1L1 9" />
          </marker>,
        ])}
      </defs>
    </svg>
  )
}

const box = {
  viewBox: '0 0 10 10',
  refY: '5',
  markerWidth: '9',
  markerHeight: '9',
  markerUnits: 'userSpaceOnUse',
  orient: 'auto',
} as const
