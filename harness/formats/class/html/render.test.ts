import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classBook } from '../../../cli/class-book.ts'
import { ruleBook } from '../../../cli/deliver.ts'
import type { ClassReport } from '../../../report/class-schema.ts'
import type { Report } from '../../../report/schema.ts'
import { chromiumPath, Desk } from '../../../testing/browser.ts'
import { gradeFully } from '../../../testing/grade.ts'
import { gradedClass } from '../../../testing/graded-class.ts'
import { illegibleTexts } from '../../../testing/legible.ts'
import { html } from '../../html/render.tsx'
import { classHtml } from './render.tsx'

const markup = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
const path = 'javascript:alert(1)//\u202e"><b>'

let folder = ''
let reports: Readonly<Record<'right' | 'strip' | 'once' | 'prefix' | 'broken' | 'echo', Report>>
let week: ClassReport

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sockgrade-class-'))
  const broken = join(folder, 'broken.c')
  writeFileSync(broken, 'int main( { return 0; }')
  const grade = async (program: string, spec = 'doubling') =>
    (await gradeFully(program, '--spec', spec, '--tier', 'core', '--seed', '1')).report
  reports = {
    right: await grade('reference/doubling-server.ts'),
    strip: await grade('fixtures/doubling/no-strip.c'),
    once: await grade('fixtures/doubling/sends-it-once.py'),
    prefix: await grade('fixtures/doubling/prefix.py'),
    broken: await grade(broken),
    echo: await grade('reference/echo-server.ts', 'echo'),
  }
  const milliseconds = 1000
  week = gradedClass(
    [
      { report: reports.strip, person: { name: 'Вера Новак', id: '103', section: 'B' } },
      { report: reports.right, person: { name: 'Anna Li', id: '101', section: 'A' } },
      { report: reports.once, person: { name: 'Boris', id: '102', section: 'A', login: 'bb8' } },
      { report: reports.prefix, person: { name: markup, id: markup, section: markup } },
      { report: reports.broken, person: { name: 'Никита', id: '104', section: 'B' } },
      { report: undefined, person: { name: 'Zoë', id: '105', section: 'B' } },
    ].map((each, index) => ({
      ...each,
      id: `s${index}`,
      title: index === 3 ? path : `in/${index}.py`,
      folder: index === 3 ? path : `students/s${index}`,
      milliseconds,
    })),
    'doubling',
  )
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pageOf = (report: ClassReport, language: 'en' | 'ru' = 'en') =>
  classHtml(report, { language, book: classBook })

describe('a class’s page', () => {
  test('holds nothing that a name or a path could break out with', () => {
    const html = pageOf(week)
    expect(html).not.toContain('<img')
    expect(html.match(/<script>/g)).toHaveLength(1)
    expect(html).not.toMatch(/href="javascript:/i)
    expect(html).not.toContain('\u202e')
  })

  test('allows by its policy no script but its own, and no request', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(pageOf(week))?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'sha256-[^ ]+';/)
    expect(policy).not.toContain('unsafe')
  })
})

describe.skipIf(!chromiumPath)('a class’s page in a browser', () => {
  let desk: Desk

  beforeAll(() => {
    desk = new Desk()
    desk.put('week.html', pageOf(week))
    desk.put('week.ru.html', pageOf(week, 'ru'))
    const two = [reports.strip, reports.echo].map((report, index) => ({
      report,
      id: `s${index}`,
      title: `${index}.py`,
      milliseconds: 1000,
    }))
    desk.put('two.html', pageOf(gradedClass(two, null)))
    const page = html(reports.strip, { language: 'en', book: ruleBook(reports.strip) })
    desk.put('students/s0/report.html', page)
  })

  afterAll(() => desk.clear())

  /** The names that are shown, from the top. */
  const names = (page: Page) => page.locator('tbody tr:visible .name').allInnerTexts()

  test.each(['week.html', 'week.ru.html', 'two.html'])(
    'asks for nothing and complains of nothing: %s',
    async (name) => {
      const { page, mischief } = await desk.open(name)
      await page.getByRole('searchbox').waitFor()
      expect(mischief).toEqual([])
    },
  )

  test('sorts by keyboard, and the other way round at the second press', async () => {
    const { page } = await desk.open('week.html')
    const score = page.getByRole('button', { name: 'Score' })
    await score.press('Enter')
    expect((await names(page)).at(-1)).toBe('Anna Li')
    await expect(
      page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort'),
    ).resolves.toBe('ascending')
    await score.press('Space')
    expect((await names(page))[0]).toBe('Anna Li')
  })

  test('sorts by a check: who failed first', async () => {
    const { page } = await desk.open('week.html')
    await page.getByRole('button', { name: 'strips-white-space' }).click()
    const ungraded = 2
    expect((await names(page))[ungraded]).toBe('Вера Новак')
  })

  test('sorts names as its language does, and numbers by their value', async () => {
    const { page } = await desk.open('week.ru.html')
    await page.getByRole('button', { name: 'Номер' }).press('Enter')
    expect((await names(page)).slice(-5)).toEqual([
      'Anna Li',
      'Boris',
      'Вера Новак',
      'Никита',
      'Zoë',
    ])
  })

  test('finds people by name, login, id and path, in any case', async () => {
    const { page } = await desk.open('week.html')
    for (const [text, name] of [
      ['новак', 'Вера Новак'],
      ['BB8', 'Boris'],
      ['105', 'Zoë'],
      ['in/4', 'Никита'],
    ] as const) {
      await page.getByRole('searchbox').fill(text)
      expect(await names(page)).toEqual([name])
    }
    await expect(page.getByRole('status').innerText()).resolves.toBe('1 of 6 shown')
    await page.getByRole('searchbox').fill('nobody')
    await page.getByText('Nobody fits.').waitFor({ state: 'visible' })
    await page.getByRole('button', { name: 'Show everybody' }).click()
    await page.getByText('6 of 6 shown').waitFor()
  })

  test('filters by section, by verdict, and by the verdict of one check', async () => {
    const { page } = await desk.open('week.html')
    await page.getByLabel('Section').selectOption('A')
    expect(await names(page)).toEqual(['Anna Li', 'Boris'])
    await page.getByLabel('Verdict').selectOption('failed')
    expect(await names(page)).toEqual(['Boris'])
    await page.getByLabel('Section').selectOption('')
    await page.getByLabel('Check').selectOption('doubling/strips-white-space')
    expect(await names(page)).toEqual(['Вера Новак'])
    await page.getByLabel('Check').selectOption('')
    await page.getByLabel('Verdict').selectOption('unusable')
    expect(await names(page)).toEqual(['Никита'])
  })

  test('tells what goes wrong with its rule and hint, and shows who did it', async () => {
    const { page } = await desk.open('week.html')
    const item = page.locator('.misunderstandings ol > li', {
      hasText: 'doubling/strips-white-space',
    })
    await expect(item.innerText()).resolves.toContain(
      'White space and a newline around the message are gone',
    )
    await expect(item.innerText()).resolves.toContain('message.strip()')
    await item.getByRole('button', { name: 'Show them' }).click()
    expect(await names(page)).toEqual(['Вера Новак'])
  })

  test('leads from a verdict to its failure on the student’s page', async () => {
    const { page } = await desk.open('week.html')
    await page
      .locator('tr', { hasText: 'Вера' })
      .getByRole('link', { name: 'failed' })
      .first()
      .click()
    await page.waitForURL(/students\/s0\/report\.html#doubling-/)
    await page.locator('[id="doubling-strips-white-space"]').waitFor({ state: 'visible' })
  })

  test('says who has no grade, and why', async () => {
    const { page } = await desk.open('week.html')
    await expect(
      page.getByRole('region', { name: 'Could not be run' }).innerText(),
    ).resolves.toMatch(/The program does not compile\. 1\s+Никита/)
    await expect(page.getByRole('region', { name: 'Not graded' }).innerText()).resolves.toContain(
      'Zoë',
    )
  })

  test('is a table to a screen reader, in which each verdict is a word', async () => {
    const { page } = await desk.open('week.html')
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Вера Новак' }) })
    await expect(row.getByRole('cell', { name: 'passed' }).count()).resolves.toBeGreaterThan(3)
    await expect(row.getByRole('cell', { name: 'failed' }).count()).resolves.toBeGreaterThan(0)
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map((each) => Number(each.tagName[1])))
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([])
  })

  test('of several protocols has a table each', async () => {
    const { page } = await desk.open('two.html')
    await expect(page.getByRole('table').count()).resolves.toBe(2)
    await page.getByLabel('Check').selectOption('echo/any-text')
    expect(await names(page)).toEqual(['1.py'])
  })

  test('without scripts shows everybody, and nothing that would need one', async () => {
    const { page } = await desk.open('week.html', { javaScriptEnabled: false })
    expect(await page.locator('tbody tr').count()).toBe(6)
    expect(await page.locator('button:visible, input:visible').count()).toBe(0)
  })

  test('fits a phone of 360 pixels', async () => {
    for (const name of ['week.html', 'week.ru.html', 'two.html']) {
      const { page } = await desk.open(name, { viewport: { width: 360, height: 740 } })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    }
  })

  test.each(['light', 'dark', 'print'] as const)('is legible: %s', async (look) => {
    const { page } = await desk.open('week.html')
    await page.emulateMedia(look === 'print' ? { media: look } : { colorScheme: look })
    expect(await illegibleTexts(page)).toEqual([])
  })
})
