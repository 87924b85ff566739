import { inTurn } from './measure.ts'
import {
  type Floor,
  floor,
  grade,
  type Kind,
  mistakes,
  report,
  right,
  servers,
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

/** Three graders of one program. */
function graders(spec: string, file: string): Record<keyof Compared, () => number> {
  return {
    ours: () => grade(spec, file).wall,
    vitest: () => vitest(spec, file).wall,
    unittest: () => unittest(spec, file).wall,
  }
}

/** A right server, and the floor under it. */
export interface RightServer extends Compared {
  readonly name: string
  readonly kind: Kind
  readonly build: number
  readonly floor: number
  /** The processor time that the program itself needs, to be compiled, started and spoken to. */
  readonly own: number
  readonly starts: number
}

export function rightServers(runs: number): RightServer[] {
  return Object.entries(servers).flatMap(([name, spec]) =>
    (['c', 'py'] as const).map((kind) => {
      const file = right(name, kind)
      const recorded = report(spec, file).report
      if (recorded.score !== recorded.maxScore) throw new Error(`${file} is not graded as right`)
      let least: Floor
      const measured = inTurn(runs, {
        floor: () => {
          least = floor(name, kind, recorded)
          return least.play
        },
        build: () => least.build,
        own: () => least.cpu,
        starts: () => least.starts,
        ...graders(spec, file),
      })
      return { name, kind, ...measured }
    }),
  )
}

/** A wrong server, and a right one of its protocol that was graded in turn with it. */
export interface WrongServer extends Compared {
  readonly name: string
  readonly right: number
}

/** Echo servers with one mistake each. */
export function wrongServers(runs: number): WrongServer[] {
  return mistakes.map((name) => wrongServer(name, 'echo', wrong(name), runs))
}

/** A server that takes all and says nothing, as each of the protocols. */
export function silentServers(runs: number): WrongServer[] {
  return specs.map((spec) => wrongServer(spec, spec, wrong('silent'), runs))
}

function wrongServer(name: string, spec: string, file: string, runs: number): WrongServer {
  const measures = { right: () => grade(spec, right(spec, 'py')).wall, ...graders(spec, file) }
  return { name, ...inTurn(runs, measures) }
}
