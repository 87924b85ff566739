import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { isInstalled } from '../kernel/path.ts'

/**
 * Reads from the loopback interface (packet(7)) and prints the port of each segment that asks for a
 * connection: SYN without ACK, RFC 9293, over IPv4 or IPv6.
 */
const sniffer = `
use strict; $| = 1;
socket(my $all, 17, 3, unpack('S', pack('n', 3))) or exit 1;
print "ready\\n";
while (sysread($all, my $frame, 200)) {
  my $kind = unpack('n', substr($frame, 12, 2));
  my $tcp = $kind == 0x0800 && ord(substr($frame, 23, 1)) == 6 ? 14 + 4 * (ord(substr($frame, 14, 1)) & 15)
    : $kind == 0x86dd && ord(substr($frame, 20, 1)) == 6 ? 54 : next;
  next if length($frame) < $tcp + 14;
  print unpack('n', substr($frame, $tcp + 2, 2)), "\\n" if (ord(substr($frame, $tcp + 13, 1)) & 0x12) == 0x02;
}
`

/** The ports to which somebody has tried to connect, in the order in which they were tried. */
export class Attempts {
  readonly #sniffer: ReturnType<typeof spawn> | undefined
  readonly #ports = new Set<number>()
  #text = ''

  private constructor(process: ReturnType<typeof spawn> | undefined) {
    this.#sniffer = process
    process?.on('error', () => {})
    process?.stdout?.on('data', (bytes: Buffer) => this.#read(bytes))
  }

  /**
   * Begins to watch a network that nobody else uses; sees nothing where that isn't possible.
   * @param own whether the network is the program's own, in which we may look at every packet
   */
  static async watch(own: boolean): Promise<Attempts> {
    if (!own || !isInstalled('perl')) return new Attempts(undefined)
    const process = spawn('perl', ['-e', sniffer], { stdio: ['ignore', 'pipe', 'ignore'] })
    const attempts = new Attempts(process)
    // Either it says that it is ready, or it can't look.
    await Promise.race([once(process.stdout, 'data'), once(process, 'close')]).catch(() => {})
    return attempts
  }

  get ports(): readonly number[] {
    return [...this.#ports]
  }

  stop(): void {
    this.#sniffer?.kill()
  }

  #read(bytes: Buffer): void {
    const lines = (this.#text + bytes.toString('latin1')).split('\n')
    this.#text = lines.pop() ?? ''
    for (const line of lines) if (/^\d+$/.test(line)) this.#ports.add(Number(line))
  }
}
