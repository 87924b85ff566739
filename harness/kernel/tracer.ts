import { execFile } from 'node:child_process'

/** A system call that a thread has made so often in one look at it. */
export interface Repeated {
  readonly number: number
  /** Its first argument as a number: a descriptor, where it is about one. */
  readonly first: number
  /** What it returned; an error is negative, see errno(3). */
  readonly result: number
  readonly times: number
}

/** The numbers of the calls that trace: see syscall(2). */
const numbers: Readonly<Partial<Record<NodeJS.Architecture, { ptrace: number; wait4: number }>>> = {
  x64: { ptrace: 101, wait4: 61 },
  arm64: { ptrace: 117, wait4: 260 },
}

/**
 * Follows a thread through its next system calls without stopping it for good: PTRACE_SEIZE, PTRACE_INTERRUPT,
 * PTRACE_SYSCALL and PTRACE_GET_SYSCALL_INFO (Linux 5.3) of ptrace(2). The kernel lets go of a thread whose
 * tracer ends, however that ends; one that has been stopped (SIGSTOP) stays so. Perl's own waitpid doesn't tell
 * how a process has stopped.
 * Arguments: the numbers of ptrace(2) and wait4(2), the thread, how many calls to see.
 */
const tracer = `
use strict;
my ($ptrace, $wait, $thread, $wanted) = map { $_ + 0 } @ARGV;
sub ask { my ($request, $address) = @_;
  syscall($ptrace, $request, $thread, $address, $_[2]) >= 0 or exit 1 }
ask(0x4206, 0, 1);
ask(0x4207, 0, 0);
my ($entered, $calls, %seen) = ('', 0);
while ($calls < $wanted) {
  my $status = "\\0" x 4;
  syscall($wait, $thread, $status, 0x40000000, 0) == $thread or exit 1;
  my ($how, $stop, $event) = unpack('C3', $status);
  $how == 0x7f && ($event == 0 || $stop == 5) or exit 1;
  my $signal = 0;
  if ($stop == 0x85) {
    my $info = "\\0" x 88;
    ask(0x420e, 88, $info);
    my ($kind, $number, $first) = unpack('C x23 q l', $info);
    if ($kind == 1) { $entered = "$number $first" }
    elsif ($entered ne '') { $seen{"$entered $number"}++; $calls++ }
  } elsif ($stop != 5) { $signal = $stop }
  ask(24, 0, $signal);
}
print "$_ $seen{$_}\\n" for keys %seen;
`

/**
 * What a thread calls, and what comes of it, in its next calls. Undefined where it doesn't make so many in time,
 * or may not be looked at.
 * @param timeout how long it is followed at most, ms
 */
export function nextCallsOf(
  thread: string,
  wanted: number,
  timeout: number,
  signal: AbortSignal,
): Promise<readonly Repeated[] | undefined> {
  const known = numbers[process.arch]
  if (!known) return Promise.resolve(undefined)
  const args = ['-e', tracer, String(known.ptrace), String(known.wait4), thread, String(wanted)]
  const options = { timeout, signal, killSignal: 'SIGKILL' } as const
  return new Promise((resolve) => {
    execFile('perl', args, options, (error, stdout) => {
      resolve(error ? undefined : stdout.trim().split('\n').map(repeatedIn))
    })
  })
}

function repeatedIn(line: string): Repeated {
  const [number = -1, first = -1, result = -1, times = 0] = line.split(' ').map(Number)
  return { number, first, result, times }
}
