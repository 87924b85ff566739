import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Chromium, where it is installed; without it the tests in a browser are skipped. */
export const chromiumPath: string | undefined = find()

function find(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** A page that was opened from disk, and what it did that it shouldn't. */
export interface Opened {
  readonly page: Page
  /** Errors on the console, dialogs, and requests for anything but the file itself. */
  readonly mischief: readonly string[]
}

/** A browser, and a folder for the files that it opens. */
export class Desk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sockgrade-pages-'))
  readonly #browser: Promise<Browser> = chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

  /** Puts a file into the folder; `name` may lead through folders. */
  put(name: string, content: string): void {
    const path = join(this.#folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }

  /** Opens a file of the folder as a person would. */
  async open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const browser = await this.#browser
    const page = await browser.newPage(options)
    const url = pathToFileURL(join(this.#folder, name)).href
    const mischief: string[] = []
    page.on('console', (message) => mischief.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => mischief.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      mischief.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (request.url() !== url) mischief.push(`request: ${request.url()}`)
    })
    await page.goto(url)
    return { page, mischief }
  }

  /** Closes the browser and clears the folder away. */
  async clear(): Promise<void> {
    await (await this.#browser).close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
