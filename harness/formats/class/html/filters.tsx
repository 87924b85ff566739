import { signs } from '../../page/verdict.tsx'
import { safe } from '../../safe.ts'
import type { ClassContext } from './context.ts'
import { failureIn } from './misunderstandings.tsx'
import { checksIn, countsOf, type Group } from './statistics.ts'

interface Props {
  readonly groups: readonly Group[]
  readonly context: ClassContext
}

/** What the signs mean, and the fields by which the rows are chosen; the script shows those. */
export function Filters({ groups, context }: Props) {
  const { say, report } = context
  const { classPage } = say
  const entries = report.submissions
  const sections = new Set(entries.flatMap(({ person }) => person?.section ?? []))
  const codes = entries.flatMap(({ checks }) => checks.flatMap(({ failure }) => failure ?? []))
  const shown = groups.reduce((sum, group) => sum + group.entries.length, 0)
  return (
    <>
      <p class="key">
        {(['passed', 'failed', 'blocked', 'errored'] as const).map((verdict) => (
          <span key={verdict}>
            <span class={`sign ${verdict}`}>{signs[verdict]}</span> {say.report.verdicts[verdict]}
          </span>
        ))}
        <span>
          <span class="sign passed">≈</span> {classPage.notStrict}
        </span>
      </p>
      <search>
        <form class="filters" hidden>
          <label>
            {classPage.find}
            <input type="search" name="find" autocomplete="off" spellcheck={false} />
          </label>
          {sections.size > 0 && (
            <Choice name="section" title={classPage.section} any={classPage.any}>
              {[...sections].sort().map((section) => (
                <option value={safe(section)} key={section}>
                  {safe(section)}
                </option>
              ))}
            </Choice>
          )}
          <Choice name="check" title={classPage.check} any={classPage.any}>
            {groups.map((group) => (
              <optgroup label={group.spec ?? ''} key={group.spec}>
                {checksIn(group).map(({ id }) => (
                  <option value={id} key={id}>
                    {id.split('/').at(-1)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Choice>
          <Choice name="verdict" title={classPage.verdict} any={classPage.any}>
            {(['passed', 'failed', 'blocked', 'errored'] as const).map((verdict) => (
              <option value={verdict} key={verdict}>
                {say.report.verdicts[verdict]}
              </option>
            ))}
            <option value="unusable">{classPage.unusable}</option>
          </Choice>
          <Choice name="failure" title={classPage.failure} any={classPage.any}>
            {countsOf(codes).map(([code]) => (
              <option value={code} key={code}>
                {failureIn(code, context)}
              </option>
            ))}
          </Choice>
          <p>
            <output data-text={classPage.shown('#', shown)}>
              {classPage.shown(`${shown}`, shown)}
            </output>{' '}
            <button type="reset">{classPage.clear}</button>
          </p>
        </form>
      </search>
    </>
  )
}

function Choice(props: {
  name: string
  title: string
  any: string
  children: preact.ComponentChildren
}) {
  const { name, title, any, children } = props
  return (
    <label>
      {title}
      <select name={name}>
        <option value="">{any}</option>
        {children}
      </select>
    </label>
  )
}
