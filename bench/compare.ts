import { inTurn } from './measure.ts'
import {
  floor,
  grade,
  type Kind,
  mistakes,
  report,
  right,
  specs,
  unittest,
  vitest,
  wrong,
} from './programs.ts'

/** ms */
export interface Compared {
  readonly ours: number
  readonly vitest: number
  readonly unittest: number
}

/** Three graders, in turn, on one program. */
export function compare(spec: string, file: string, runs: number): Compared {
  return inTurn(runs, {
    ours: () => grade(spec, file).wall,
    vitest: () => vitest(spec, file).wall,
    unittest: () => unittest(spec, file).wall,
  })
}

/** A right server, and the floor under it. */
export interface RightServer extends Compared {
  readonly spec: string
  readonly kind: Kind
  readonly build: number
  readonly floor: number
  readonly floorCpu: number
  readonly starts: number
}

export function rightServers(runs: number): RightServer[] {
  return specs.flatMap((spec) =>
    (['c', 'py'] as const).map((kind) => {
      const file = right(spec, kind)
      const recorded = report(spec, file).report
      if (recorded.score !== recorded.maxScore) throw new Error(`${file} is not graded as right`)
      let starts = 0
      const least = inTurn(runs, {
        play: () => {
          const found = floor(spec, kind, recorded)
          starts = found.starts
          return found.play
        },
        build: () => floor(spec, kind, recorded).build,
        cpu: () => floor(spec, kind, recorded).cpu,
      })
      return {
        ...{ spec, kind, ...compare(spec, file, runs) },
        ...{ build: least.build, floor: least.play, floorCpu: least.cpu, starts },
      }
    }),
  )
}

export interface WrongServer extends Compared {
  readonly name: string
}

/** Echo servers with one mistake each. */
export function wrongServers(runs: number): WrongServer[] {
  return mistakes.map((name) => ({ name, ...compare('echo', wrong(name), runs) }))
}

/** A server that takes all and says nothing, as each of the protocols. */
export function silentServers(runs: number): WrongServer[] {
  return specs.map((name) => ({ name, ...compare(name, wrong('silent'), runs) }))
}
