/** A line to paste into a terminal; it breaks between its words only, so that no option falls apart. */
export function Command({ name, command }: { name: string; command: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code class="command" translate={false}>
          {command
            .split(' ')
            .flatMap((word, index) => [index > 0 ? ' ' : '', <span key={index}>{word}</span>])}
        </code>
      </dd>
    </div>
  )
}
