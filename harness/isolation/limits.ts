const MiB = 1024 * 1024

/** What a program, with all its processes, may use from one start to its end. */
export interface ResourceLimits {
  /** Memory of all its processes, bytes. */
  readonly memory: number
  /** Processes and threads at once. */
  readonly processes: number
  /** Processor time of all its processes, ms. */
  readonly cpu: number
  /** What it may print on both streams, bytes. */
  readonly output: number
  /** The largest file that it may write, bytes. */
  readonly file: number
  /** All that it may write, the copy of its folder and what was built included, bytes. */
  readonly disk: number
  /** Open files and connections of one process. */
  readonly descriptors: number
  /** How long the whole grade may take, ms. */
  readonly time: number
}

export type LimitName = keyof ResourceLimits

/** What every ordinary server lives within, of Python, Node, Java, Go or C. */
export const defaultLimits: ResourceLimits = {
  memory: 512 * MiB,
  processes: 512,
  cpu: 60_000,
  output: 64 * MiB,
  file: 64 * MiB,
  disk: 256 * MiB,
  descriptors: 1024,
  time: 300_000,
}

/** The unit in which people give and are told a limit, and how much of ours it is. */
export const limitUnits: Readonly<
  Record<LimitName, { readonly unit: string; readonly size: number }>
> = {
  memory: { unit: 'MiB', size: MiB },
  processes: { unit: '', size: 1 },
  cpu: { unit: 's', size: 1000 },
  output: { unit: 'MiB', size: MiB },
  file: { unit: 'MiB', size: MiB },
  disk: { unit: 'MiB', size: MiB },
  descriptors: { unit: '', size: 1 },
  time: { unit: 's', size: 1000 },
}

/** The names of all limits. */
export const limitNames = Object.keys(defaultLimits) as LimitName[]

/** Compilers need more than what they make. */
export function limitsOfBuild(limits: ResourceLimits): ResourceLimits {
  return {
    ...limits,
    memory: Math.max(limits.memory, 4096 * MiB),
    cpu: Math.max(limits.cpu, 300_000),
    file: Math.max(limits.file, 256 * MiB),
  }
}

/** How much more than is allowed may be had of what is watched besides, before the kernel says no. */
const headroom = 2

/**
 * The limits that the kernel is to hold, as `number:most` pairs; for the numbers see getrlimit(2) and
 * include/uapi/asm-generic/resource.h. The memory is data, not address space, of which Node and Java reserve
 * far more than they use; what is really used is watched besides.
 * @param others processes and threads that count to the same user without being the program's; since
 * they may become more, the kernel is less strict than the watch then. Undefined where nobody knows.
 */
export function kernelLimits(limits: ResourceLimits, others: number | undefined): string {
  const processes = others ? others + headroom * limits.processes : limits.processes
  const pairs: readonly (readonly [number, number])[] = [
    [resource.core, 0],
    [resource.data, headroom * limits.memory],
    ...(others === undefined ? [] : [[resource.processes, processes] as const]),
    [resource.cpu, Math.ceil(limits.cpu / 1000) + 1],
    [resource.file, limits.file],
    [resource.descriptors, limits.descriptors],
  ]
  return pairs.map((pair) => pair.join(':')).join(',')
}

const resource = { cpu: 0, file: 1, data: 2, core: 4, processes: 6, descriptors: 7 }
