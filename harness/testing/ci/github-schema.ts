import { buildSync } from 'esbuild'
import { emptyFolder } from '../archives.ts'

type Parser = typeof import('@actions/workflow-parser') &
  Pick<typeof import('@actions/workflow-parser/actions/action-parser'), 'parseAction'>

/** GitHub's own parser; it is bundled first, since it imports JSON in a way that Node 20 refuses. */
async function parser(): Promise<Parser> {
  const outfile = `${emptyFolder()}/parser.mjs`
  const name = '@actions/workflow-parser'
  const contents = `export * from '${name}'; export * from '${name}/actions/action-parser'`
  const stdin = { contents, resolveDir: import.meta.dirname }
  buildSync({ stdin, outfile, bundle: true, platform: 'node', format: 'esm' })
  return await import(outfile)
}

/** What GitHub finds wrong with an action: nothing, where it takes it. */
export async function complaintsAboutAction(content: string): Promise<string[]> {
  const { parseAction, NoOperationTraceWriter } = await parser()
  const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}

/** The same of a workflow. */
export async function complaintsAboutWorkflow(content: string): Promise<string[]> {
  const { parseWorkflow, NoOperationTraceWriter } = await parser()
  const { context } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}
