// How long a class of 2,000 takes to be made into its page, and the page to open in Chromium: until it has
// been painted and its script has run, from a cold cache. npm run bench:class
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { classBook } from '../harness/cli/class-book.ts'
import { classHtml } from '../harness/formats/class/html/render.tsx'
import { checksOf } from '../harness/spec/spec.ts'
import { specs } from '../specs/index.ts'

const count = Number(process.argv[2] ?? 2000)
const runs = 7
const spec = specs.find(({ id }) => id === 'quiz')
const checks = checksOf(spec)

const began = performance.now()
const html = classHtml(madeUp(count), { language: 'en', book: classBook })
console.log(`${count} submissions × ${checks.length} checks`)
console.log(`made in ${ms(performance.now() - began)}, ${(html.length / 1e6).toFixed(1)} MB`)

const folder = mkdtempSync(join(tmpdir(), 'sockgrade-bench-'))
const file = join(folder, 'class.html')
writeFileSync(file, html)
const deeds = {
  sort: () => document.querySelectorAll('th button')[3].click(),
  filter: () => {
    const box = document.querySelector('[name=find]')
    box.value = '77'
    box.dispatchEvent(new Event('input', { bubbles: true }))
  },
}
const figures = { open: [], sort: [], filter: [] }
for (let run = 0; run < runs; run++) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  })
  const page = await browser.newPage()
  const start = performance.now()
  await page.goto(pathToFileURL(file).href)
  await page.evaluate(painted)
  figures.open.push(performance.now() - start)
  for (const [what, deed] of Object.entries(deeds)) {
    const before = performance.now()
    await page.evaluate(deed)
    await page.evaluate(painted)
    figures[what].push(performance.now() - before)
  }
  await browser.close()
}
rmSync(folder, { recursive: true })
for (const [what, all] of Object.entries(figures)) {
  const sorted = all.toSorted((a, b) => a - b)
  console.log(`${what}: median ${ms(sorted[Math.floor(runs / 2)])}, worst ${ms(sorted.at(-1))}`)
}

/** In the page: two frames later, what there was to paint has been painted. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** A class in which each check goes wrong for some: the same one each time. */
function madeUp(size) {
  const codes = ['wrong-bytes', 'silent', 'closed-early', 'crashed']
  const submissions = Array.from({ length: size }, (_, student) => {
    const judged = checks.map(({ id, tier, points }, number) => {
      const passed = (student * 7 + number * 13) % 10 < 7
      return {
        ...{ id, tier, verdict: passed ? 'passed' : 'failed', strict: true, required: true },
        ...{ points: passed ? points : 0, maxPoints: points },
        ...(passed ? {} : { failure: codes[(student + number) % codes.length] }),
      }
    })
    const scores = (tier) => {
      const own = judged.filter((check) => check.tier === tier)
      const sum = (key) => own.reduce((total, check) => total + check[key], 0)
      return { score: sum('points'), maxScore: sum('maxPoints') }
    }
    return {
      id: `s${student}`,
      title: `in/Student_${student}_assignsubmission_file_/server.py`,
      person: {
        name: `Student ${student}`,
        id: `${20260000 + student}`,
        section: `${student % 8}`,
      },
      folder: `students/s${student}`,
      outcome: 'graded',
      spec: spec.id,
      ...scores('core'),
      beyond: scores('beyond'),
      milliseconds: 1000,
      checks: judged,
    }
  })
  const started = '2026-11-25T08:00:00.000Z'
  return {
    schemaVersion: 1,
    grader: '',
    title: 'bench',
    spec: spec.id,
    seed: 1,
    started,
    submissions,
  }
}

function ms(time) {
  return `${Math.round(time)} ms`
}
