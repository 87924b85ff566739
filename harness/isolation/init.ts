/**
 * The first processes of the namespaces, in Perl: it starts in 2 ms, stands on every machine that has
 * git, and calls the kernel directly where no tool of util-linux 2.38 reaches. The numbers of the
 * calls that it makes (see mount_setattr(2), open_tree(2), fsopen(2)) are the same on all processors.
 */
const calls = `
use strict;
sub fail { print STDERR "$_[0]: $!\\n"; exit 125 }
sub put { my ($file, $text) = @_; open(my $out, '>', $file) or return 0; (print $out $text) && close $out }
my ($nothing, $root) = ('', '/');
sub attach { my ($mount, $place) = @_;
  $mount >= 0 and syscall(429, $mount, $nothing, -100, $place, 4) == 0 or fail("mount $place") }
sub bind_to { my ($folder, $place) = @_; attach(syscall(428, -100, $folder, 0x88001), $place) }
sub read_only { my ($place, $recursive, $set, $clear) = @_;
  my $attributes = pack('Q4', $set, $clear, 0, 0);
  syscall(442, -100, $place, $recursive, $attributes, 32) }
sub memory_disk { my ($place, $size) = @_;
  my ($type, $size_key, $mode_key, $mode) = ('tmpfs', 'size', 'mode', '1777');
  my $made = syscall(430, $type, 0);
  syscall(431, $made, 1, $size_key, $size, 0) == 0 or fail('tmpfs');
  syscall(431, $made, 1, $mode_key, $mode, 0);
  syscall(431, $made, 6, 0, 0, 0) == 0 or fail('tmpfs');
  attach(syscall(432, $made, 0, 6), $place) }
`

/**
 * Makes the world that a worker lives in, and stays as its process 1, to reap what is orphaned.
 * Arguments: run folder, its size in bytes, how many processes there may be, a folder that stays
 * writable (or nothing), the number of the call unshare(2) here (or 0), and the worker's command.
 *
 * The kernel lists the sockets of a namespace by walking through a table that is as large as the machine's
 * memory makes it: 5 ms with 24 GB. A namespace made within one that asks for a small table (ip-sysctl.rst,
 * tcp_child_ehash_entries, since Linux 6.1) is done in 40 µs, and sockets are looked at all the time.
 * Loopback is down in a new network namespace; without TIME_WAIT a port can be bound again at once.
 * Process numbers are used again from 300 on; before Linux 6.14 they are not limited by namespace, and
 * before 5.12 the disk can't be made read-only as a whole: the program's own limits stand all the same.
 */
export const worldInit = `${calls}
my ($run, $disk, $processes, $writable, $unshare, @command) = @ARGV;
syscall($unshare + 0, 0x40000000)
  if $unshare && put('/proc/sys/net/ipv4/tcp_child_ehash_entries', 256);
socket(my $any, 2, 2, 0) or fail('socket');
my $up = pack('a16 s x14', 'lo', 1);
ioctl($any, 0x8914, $up) or fail('loopback');
close $any;
put('/proc/sys/net/ipv4/tcp_max_tw_buckets', 0) or fail('tcp_max_tw_buckets');
put('/proc/sys/kernel/pid_max', 350 + $processes);
bind_to($writable, $writable) if $writable;
read_only($root, 0x8000, 1, 0);
read_only($writable, 0, 0, 1) if $writable;
my $shared = '/dev/shm';
memory_disk($run, $disk);
memory_disk($shared, $disk) if -d $shared;
my $worker = fork;
unless ($worker) { exec { $command[0] } @command; exit 127 }
while ((my $ended = wait) > 0) { exit($? & 127 ? 128 + ($? & 127) : $? >> 8) if $ended == $worker }
`

/**
 * Starts a program as process 1 of its own PID namespace, reaps what is orphaned, and ends with the last
 * process. Where it has a descriptor 3, it waits there for the folder in which the program is to run, which is
 * the word to begin, and tells there when the program has been started and how it ended (as wait(2) has it).
 * Arguments: the folder that is to be its /tmp (or nothing), how many descriptors it keeps, how many paths
 * of the real /tmp have to be seen in it, these paths, and the command. What whoever called us had open
 * reaches no program: see close_range(2).
 */
export const programInit = `${calls}
my ($own, $kept, $count, @command) = @ARGV;
my @seen = splice(@command, 0, $count);
my $status;
my $told = open($status, '+<&=', 3) && fcntl($status, 2, 1);
my $folder = '';
while ($told && substr($folder, -1) ne "\n") {
  sysread($status, $folder, 65536, length $folder) or exit 0;
}
chomp $folder;
chdir $folder or fail($folder) if $told;
if ($own) {
  my $tmp = '/tmp';
  for my $path (@seen) {
    next unless index($path, '/tmp/') == 0;
    my $inside = $own . substr($path, 4);
    bind_to($path, $inside);
  }
  bind_to($own, $tmp);
}
my $program = fork;
unless ($program) { setpgrp(0, 0); syscall(436, $kept + 0, 0xffffffff, 0); exec { $command[0] } @command; exit 127 }
my $exit = 0;
syswrite($status, "started\\n") if $told;
close STDIN; close STDOUT; close STDERR;
while ((my $ended = wait) > 0) {
  next if $ended != $program;
  $exit = $? & 127 ? 128 + ($? & 127) : $? >> 8;
  syswrite($status, "ended $?\\n") if $told;
}
exit $exit;
`

/**
 * Where a program needs no init, it is started by this, which closes what whoever called us had open.
 * Arguments: how many descriptors it keeps, and the command.
 */
export const closing = `
my ($kept, @command) = @ARGV;
syscall(436, $kept + 0, 0xffffffff, 0);
exec { $command[0] } @command; exit 127
`
