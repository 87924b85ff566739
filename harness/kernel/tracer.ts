import { execFile } from 'node:child_process'

/** A system call that a thread has made so often in one look at it. */
export interface Repeated {
  readonly number: number
  /** Its first and its third argument as numbers: a descriptor and how many bytes, where it reads or writes. */
  readonly first: number
  readonly third: number
  /** What it returned; an error is negative, see errno(3). */
  readonly result: number
  readonly times: number
}

/** The numbers of ptrace(2), wait4(2) and write(2): see syscall(2). */
const numbersOn: Readonly<Partial<Record<NodeJS.Architecture, readonly number[]>>> = {
  x64: [101, 61, 1],
  arm64: [117, 260, 64],
}

/**
 * Follows a thread through its next system calls: PTRACE_SEIZE, PTRACE_INTERRUPT, PTRACE_SYSCALL and
 * PTRACE_GET_SYSCALL_INFO (Linux 5.3) of ptrace(2). Only one that is in no call, or in write(2), is interrupted, since
 * some calls fail when they are (EINTR in signal(7)); then it stops at each call, which changes nothing for it but the time.
 * The kernel lets go of a thread whose tracer ends, however that ends; one that has been stopped (SIGSTOP) stays so.
 * Perl's own waitpid doesn't tell how a process has stopped. Nobody has to be there to end this one.
 * Arguments: the numbers of ptrace(2), wait4(2) and write(2), the thread, how many calls to see, for how long at most (s).
 */
const tracer = `
use strict;
my ($ptrace, $wait, $write, $thread, $wanted, $longest) = map { $_ + 0 } @ARGV;
alarm $longest;
sub ask { my ($request, $address) = @_;
  syscall($ptrace, $request, $thread, $address, $_[2]) >= 0 or exit 1 }
ask(0x4206, 0, 1);
open(my $place, '<', "/proc/$thread/syscall") or exit 1;
<$place> =~ /^(running$|$write )/ or exit 1;
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
    my ($kind, $number, $first, $third) = unpack('C x23 q l x12 l', $info);
    if ($kind == 1) { $entered = "$number $first $third" }
    elsif ($entered ne '') { $seen{"$entered $number"}++; $calls++ }
  } elsif ($event == 0) { $signal = $stop }
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
  const known = numbersOn[process.arch]
  if (!known) return Promise.resolve(undefined)
  const numbers = [...known, thread, wanted, Math.ceil(timeout / 1000) + 1]
  const args = ['-e', tracer, ...numbers.map(String)]
  const options = { timeout, signal, killSignal: 'SIGKILL' } as const
  return new Promise((resolve) => {
    execFile('perl', args, options, (error, stdout) => {
      resolve(error ? undefined : stdout.trim().split('\n').map(repeatedIn))
    })
  })
}

function repeatedIn(line: string): Repeated {
  const [number = -1, first = -1, third = -1, result = -1, times = 0] = line.split(' ').map(Number)
  return { number, first, third, result, times }
}
