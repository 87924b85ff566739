/** Measures how fast the grader is, and writes docs/benchmarks.md. npm run bench [-- --quick], which writes nothing. */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { packageFolder } from '../harness/package-folder.ts'
import { type GradedClass, gradeClass, memoryOf } from './class.ts'
import { rightServers, silentServers, wrongServers } from './compare.ts'
import { page } from './page.ts'
import { stagesOf } from './stages.ts'

const quick = process.argv.includes('--quick')
const runs = quick ? 1 : 5
// The suites of instructors take seconds for a wrong server, always the same ones.
const slowRuns = quick ? 1 : 3
const classSize = quick ? 8 : 40
const memorySizes = quick ? [10, 100] : [10, 100, 1000]

const load = loadavg()[0] ?? 0
const began = performance.now()
const say = (what: string) =>
  console.error(`${Math.round((performance.now() - began) / 1000)} s: ${what} …`)

say('right servers')
const right = rightServers(runs)
say('wrong servers')
const wrong = wrongServers(slowRuns)
say('silent servers')
const silent = silentServers(1)
say('where the time goes')
const stages = { c: stagesOf('c', runs), py: stagesOf('py', runs) }
say('classes')
const classes = (['c', 'py'] as const).flatMap((kind): GradedClass[] => {
  const own = right.find((each) => each.name === 'echo' && each.kind === kind)?.own ?? 0
  return [1, 2].map((jobs) => gradeClass(kind, classSize, jobs, own))
})
const memory: { size: number; peak: number }[] = []
for (const size of memorySizes) {
  say(`the memory of a class of ${size}`)
  memory.push({ size, peak: await memoryOf(size) })
}
const minutes = (performance.now() - began) / 60_000
const text = page({
  right,
  wrong,
  silent,
  stages,
  classes,
  classSize,
  memory,
  runs,
  slowRuns,
  minutes,
  load,
})
// One look is too little to be kept.
if (!quick) writeFileSync(join(packageFolder, 'docs', 'benchmarks.md'), text)
console.log(text)
