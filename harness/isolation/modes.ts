/** How a worker is kept apart from the rest of the machine. */
export const isolations = ['namespaces', 'none'] as const

export type Isolation = (typeof isolations)[number]

/** One way of starting a command apart from everything else. */
export interface Mode {
  readonly isolation: Isolation
  /** What to put before the command. */
  readonly prefix: readonly string[]
}

/**
 * Runs inside the new namespaces as their root, and stays as process 1 to reap what is orphaned.
 * Loopback is down in a new network namespace; without TIME_WAIT a port can be bound again at once.
 */
const inside = `
  ip link set lo up 2>/dev/null ||
    ifconfig lo up 2>/dev/null ||
    busybox ip link set lo up 2>/dev/null ||
    { mount -t sysfs sysfs /sys && echo 0x9 >/sys/class/net/lo/flags; } || exit 125
  echo 0 >/proc/sys/net/ipv4/tcp_max_tw_buckets || exit 125
  "$@"
  exit $?`

const apart = ['--net', '--pid', '--fork', '--mount-proc', '--kill-child']
const orphaned = ['setpriv', '--pdeathsig', 'KILL']
const shell = ['sh', '-c', inside, 'sh']

/** The ways to try, the best first; the last one always works. */
export function modesFor(wanted: 'auto' | Isolation): readonly Mode[] {
  const none: Mode = { isolation: 'none', prefix: [] }
  if (wanted === 'none' || process.platform !== 'linux') return [none]
  const own = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const namespaces: Mode = {
    isolation: 'namespaces',
    prefix: [...orphaned, 'unshare', ...own, ...apart, ...shell],
  }
  return wanted === 'namespaces' ? [namespaces] : [namespaces, none]
}
