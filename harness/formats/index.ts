import type { Format } from './context.ts'

/** A format, loaded where it is asked for. */
interface Listed {
  readonly load: () => Promise<Format>
  /** No line of it can command GitHub's runner, so that it may stand in a job's log as it is. */
  readonly inert: boolean
}

/** Every form in which a report can be had, a line each. */
export const formats = {
  terminal: { inert: false, load: async () => (await import('./terminal/render.ts')).terminal },
  json: { inert: true, load: async () => (await import('./json.ts')).json },
  markdown: { inert: false, load: async () => (await import('./markdown.ts')).markdown },
  html: { inert: false, load: async () => (await import('./html/render.tsx')).html },
  junit: { inert: true, load: async () => (await import('./junit.ts')).junit },
  ctrf: { inert: true, load: async () => (await import('./ctrf.ts')).ctrf },
  tap: { inert: true, load: async () => (await import('./tap.ts')).tap },
  github: { inert: true, load: async () => (await import('./github/log.ts')).github },
  gradescope: { inert: true, load: async () => (await import('./gradescope.ts')).gradescope },
  prairielearn: { inert: true, load: async () => (await import('./prairielearn.ts')).prairielearn },
  classroom50: { inert: true, load: async () => (await import('./classroom50.ts')).classroom50 },
  check50: { inert: true, load: async () => (await import('./check50.ts')).check50 },
} satisfies Record<string, Listed>

export type FormatName = keyof typeof formats

/** The names under which the command line knows them. */
export const formatNames = Object.keys(formats) as FormatName[]
