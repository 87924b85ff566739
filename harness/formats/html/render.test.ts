import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ruleBook } from '../../cli/deliver.ts'
import { reportedBytes } from '../../grading/make-report.ts'
import type { Report, ReportedCheck, ReportedEvent } from '../../report/schema.ts'
import type { Language } from '../../spec/words.ts'
import { chromiumPath, Desk } from '../../testing/browser.ts'
import { gradeFully } from '../../testing/grade.ts'
import { illegibleTexts } from '../../testing/legible.ts'
import { html } from './render.tsx'

/** What a report's page is made of, in the given language. */
const pageOf = (report: Report, language: Language = 'en') =>
  html(report, { language, book: ruleBook(report) })

/** The texts of a page, run together. */
const textIn = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const programs = {
  strip: ['fixtures/doubling/no-strip.c'],
  right: ['reference/echo-server.ts', '--tier', 'core'],
  traceback: [
    'fixtures/collector/dies-of-bytes-that-are-no-text.py',
    '--only',
    'collector/not-utf8',
  ],
  markup: ['fixtures/hostile/prints-markup.py', '--spec', 'echo', '--tier', 'core'],
  escapes: ['fixtures/hostile/forges-the-terminal.py', '--spec', 'echo', '--tier', 'core'],
  endless: ['fixtures/hostile/output-of-one-endless-line.py', '--tier', 'core'],
  silent: ['fixtures/echo/waits-for-a-newline.py', '--only', 'echo/returns-a-message'],
  missing: ['no/such/<b>server</b>.py'],
} as const

const checkIn = ({ checks }: Report, wanted: string): ReportedCheck => {
  const check = checks.find(({ id }) => id === wanted)
  if (!check) throw new Error(`the report has no check ${wanted}`)
  return check
}

type Name = keyof typeof programs
const reports = {} as Record<Name, Report>

beforeAll(async () => {
  for (const [name, [path, ...args]] of Object.entries(programs)) {
    reports[name as Name] = (await gradeFully(path, '--seed', '1', ...args)).report
  }
}, 240_000)

describe('a student’s page', () => {
  test('tells of a failure the rule, the difference, what to do, and how to see it again', () => {
    const text = textIn(pageOf(reports.strip))
    expect(text).toContain('Doubling server')
    expect(text).toContain('White space and a newline around the message are gone from the answer.')
    expect(text).toContain('The server sent something else than it should.')
    expect(text).toContain('expected“VyHRpgLtVyHRpgLt”')
    expect(text).toContain('received“⇥··VyHRpgLt·⇥↵⇥··VyHRpgLt·⇥↵”differs here (byte 1)')
    expect(text).toContain('message.strip() in Python')
    expect(text).toContain("printf '\\t  VyHRpgLt \\t\\n' | nc -q1 127.0.0.1 9002")
    expect(text).toContain('--only doubling/strips-white-space --seed 1')
  })

  test('shows the scores of the assignment and beyond it apart', () => {
    const { score, beyond } = reports.strip
    const text = textIn(pageOf(reports.strip))
    expect(text).toContain(`Core${score}/100`)
    expect(text).toContain(`Beyond${beyond.score}/${beyond.maxScore}`)
  })

  test('tells a conversation in words too, with the message whole', () => {
    const text = textIn(pageOf(reports.strip))
    expect(text).toContain('client → server “⇥··VyHRpgLt·⇥↵”')
    expect(text).toContain('server → client “⇥··VyHRpgLt·⇥↵⇥··VyHRpgLt·⇥↵” differs here (byte 1)')
  })

  test('draws a trace with its last line, which says what went wrong', () => {
    const html = pageOf(reports.traceback)
    const drawn = html.slice(
      html.indexOf('<svg class="diagram"', html.indexOf('id="collector-not-utf8"')),
    )
    expect(drawn.slice(0, drawn.indexOf('</svg>'))).toContain('UnicodeDecodeError')
  })

  test('draws what was expected where nothing came', () => {
    const html = pageOf(reports.silent)
    expect(textIn(html)).toContain('waits for the end of a line')
    expect(html).toMatch(/<tspan class="lead">expected: <\/tspan>/)
  })

  test('folds a conversation of a thousand events, but not around the difference', () => {
    const check = checkIn(reports.strip, 'doubling/strips-white-space')
    const filler: ReportedEvent[] = (['client', 'server'] as const).map((by) => {
      return { at: 30, kind: 'bytes', connection: 1, by, bytes: reportedBytes(Buffer.from('ok')) }
    })
    const much = Array.from({ length: 250 }, () => filler).flat()
    const transcript = [
      ...check.transcript.slice(0, 2),
      ...much,
      ...check.transcript.slice(2),
      ...much,
    ]
    const html = pageOf({ ...reports.strip, checks: [{ ...check, transcript }] })
    const drawing = html.slice(html.indexOf('<svg class="diagram"'), html.indexOf('<details'))
    expect(drawing.match(/<line class="arrow/g)?.length).toBeLessThan(40)
    expect(drawing.match(/… \d+ more …/g)?.length).toBe(2)
    expect(drawing).toContain('<tspan class="here"><tspan class="blank">⇥')
  })

  test('counts hidden checks, and neither names nor shows them', () => {
    const hidden = 'doubling/strips-white-space'
    const checks = reports.strip.checks.map((check) =>
      check.id === hidden ? { ...check, hidden: true as const } : check,
    )
    const text = textIn(pageOf({ ...reports.strip, checks }))
    expect(text).toContain('One more check is hidden')
    expect(text).toContain('not tried: it needs a check that is hidden')
    expect(text).not.toContain('strips-white-space')
    expect(text).not.toContain('White space and a newline around the message')
  })

  test('of a program that can’t be run says why, with what its path can’t disturb', () => {
    const html = pageOf(reports.missing)
    expect(textIn(html)).toContain('There is no file or folder no/such/<b>server</b>.py')
    expect(html).not.toContain('<b>server')
  })

  test('speaks Russian', () => {
    const html = pageOf(reports.strip, 'ru')
    expect(html).toContain('<html lang="ru">')
    expect(textIn(html)).toContain('отличие здесь (байт 1)')
  })

  test('of hostile output holds no character that could reorder or hide text', () => {
    expect(pageOf(reports.escapes)).not.toMatch(/[^\P{C}\n]/u)
  })
})

describe.skipIf(!chromiumPath)('a student’s page in a browser', () => {
  let desk: Desk

  beforeAll(() => {
    desk = new Desk()
    for (const name of Object.keys(programs) as Name[]) {
      desk.put(`${name}.html`, pageOf(reports[name]))
      desk.put(`${name}.ru.html`, pageOf(reports[name], 'ru'))
    }
  })

  afterAll(() => desk.clear())

  test.each(Object.keys(programs))(
    'asks for nothing and complains of nothing: %s',
    async (name) => {
      const { page, mischief } = await desk.open(`${name}.html`)
      await page.locator('footer').waitFor()
      expect(mischief).toEqual([])
    },
  )

  test('shows markup that a program printed as text, and runs none of it', async () => {
    const { page, mischief } = await desk.open('markup.html')
    await expect(page.locator('.printed').first().innerText()).resolves.toContain(
      '</pre></script><script>alert(1)</script><img src=x onerror=alert(1)>',
    )
    expect(await page.locator('script, img, a[href^=javascript]').count()).toBe(0)
    expect(mischief).toEqual([])
  })

  test.each(Object.keys(programs).flatMap((name) => [`${name}.html`, `${name}.ru.html`]))(
    'fits a phone of 360 pixels: %s',
    async (name) => {
      const { page } = await desk.open(name, { viewport: { width: 360, height: 740 } })
      await page.evaluate(
        "document.querySelectorAll('details').forEach((each) => { each.open = true })",
      )
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    },
  )

  test.each(['light', 'dark', 'print'] as const)('is legible: %s', async (look) => {
    for (const name of ['strip', 'traceback', 'right']) {
      const { page } = await desk.open(`${name}.html`)
      await page.emulateMedia(look === 'print' ? { media: look } : { colorScheme: look })
      expect(await illegibleTexts(page)).toEqual([])
    }
  })

  test('marks in the drawing the byte that differs, within the message in which it lies', async () => {
    const { page } = await desk.open('strip.html')
    const check = page.locator('[id="doubling-strips-white-space"] .diagram')
    await expect(check.locator('.label.wrong .here').allTextContents()).resolves.toEqual(['⇥'])
    await expect(check.locator('.arrow.wrong').count()).resolves.toBe(1)
  })

  test('leads by keyboard to what is wrong, and unfolds what is right', async () => {
    const { page } = await desk.open('strip.html')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(page.url()).toMatch(/#doubling-strips-white-space$/)
    const passed = page.locator('details.check').first()
    await passed.locator('> summary').press('Enter')
    await passed.locator('.diagram').waitFor({ state: 'visible' })
  })

  test('has its language, headings in order, and a text for its drawing', async () => {
    const { page } = await desk.open('strip.html')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map((each) => Number(each.tagName[1])))
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([])
    const snapshot = await page.locator('[id="doubling-strips-white-space"]').ariaSnapshot()
    expect(snapshot).toContain('img "A drawing of the conversation')
    expect(snapshot).toContain('failed')
  })
})
