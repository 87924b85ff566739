// Before the tests: installs Chromium, in which the pages are tried, where that can be done without asking:
// as root, with apt. Elsewhere the tests in a browser are skipped, and this says so.
import { spawnSync } from 'node:child_process'

const runs = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
const isThere = () => runs(process.env.CHROMIUM || 'chromium')

if (!isThere() && process.getuid?.() === 0 && runs('apt-get')) {
  console.log('Installing Chromium, in which the HTML pages are tested …')
  apt('update')
  apt('install', '--yes', '--no-install-recommends', 'chromium')
}
if (!isThere()) {
  console.log(
    'Chromium is not installed: the tests of the HTML pages in a browser are skipped. To install it: apt install chromium; CHROMIUM names it where it lies elsewhere.',
  )
}

/** Waits for whoever else is installing. */
function apt(...args) {
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
