import { calls } from './calls.ts'

/**
 * `begins`: starts a program behind the first process of its own PID namespace, which reaps what is orphaned, and
 * ends with the last process. Where it is given a descriptor to be told by, it waits there for the folder in which
 * the program is to run, which is the word to begin, and tells there when the program has been started and how it
 * ended (as wait(2) has it).
 * Arguments: that descriptor, whether namespaces are still to be made, a process in the network that it is to be in
 * (or nothing), the folder that is to be its /tmp (or nothing), the size of its own shared memory in bytes (or
 * nothing), who it is to be, its limits, how many descriptors it keeps, how many paths of the real /tmp have
 * to be seen in its own, these paths, and the command. What whoever called us had open reaches no program.
 */
const begins = `
sub begins {
  my ($status, $apart, $network, $own, $shared_size, $identity, $limits, $kept, $count, @command) = @_;
  my @seen = splice(@command, 0, $count);
  enter($network) if $network;
  if ($apart) { apart(0x28020000); first() }
  my $folder = '';
  while ($status && substr($folder, -1) ne "\n") {
    sysread($status, $folder, 65536, length $folder) or leave(0);
  }
  chomp $folder;
  chdir $folder or fail($folder) if $status;
  if ($own) {
    my $tmp = '/tmp';
    for my $path (@seen) {
      next unless index($path, '/tmp/') == 0;
      my $inside = $own . substr($path, 4);
      bind_to($path, $inside);
    }
    bind_to($own, $tmp);
  }
  my $shared = '/dev/shm';
  memory_disk($shared, $shared_size) if $shared_size && -d $shared;
  my $program = forked();
  unless ($program) {
    alone();
    becomes($identity) if $identity;
    limits($limits);
    closed($kept);
    run(@command);
  }
  my $exit = 0;
  syswrite($status, "started\n") if $status;
  close STDIN; close STDOUT; close STDERR;
  while ((my $ended = wait) > 0) {
    next if $ended != $program;
    $exit = $? & 127 ? 128 + ($? & 127) : $? >> 8;
    syswrite($status, "ended $?\n") if $status;
  }
  leave($exit);
}
`

/**
 * `serves`: forks a process for each start that is asked for on `control`, which is told all that `begins` is to
 * know, and the environment. It has four sockets that have been made in advance (its three standard streams, and
 * where it tells its number first): what is asked for names them, and comes as strings that each have their
 * length before them, in a message that has its own.
 */
const serves = `
sub whole { my ($from, $size) = @_;
  my $text = '';
  while (length $text < $size) { sysread($from, $text, $size - length $text, length $text) or exit 0 }
  $text }
sub serves { my ($control, @ends) = @_;
  alone();
  $0 = 'perl';
  close STDIN; close STDOUT;
  @SIG{qw(CHLD PIPE)} = ('IGNORE') x 2;
  while (1) {
    my ($number, $variables, @words) = unpack('(N/a*)*', whole($control, unpack('N', whole($control, 4))));
    my @streams = @ends[4 * $number .. 4 * $number + 3];
    my $pid = fork;
    if (!defined $pid) { syswrite($streams[2], "fork: $!\n") }
    elsif (!$pid) {
      @SIG{qw(CHLD PIPE)} = ('DEFAULT') x 2;
      setpgrp(0, 0);
      my ($in, $out, $err, $status) = @streams;
      open(STDIN, '<&', $in) && open(STDOUT, '>&', $out) && open(STDERR, '>&', $err) or fail('streams');
      for my $end (@ends) { close $end if $end && $end != $status }
      close $control;
      fcntl($status, 2, 1);
      syswrite($status, "process $$\n");
      %ENV = splice(@words, 0, 2 * $variables);
      begins($status, @words);
    }
    close $_ for @streams;
    @ends[4 * $number .. 4 * $number + 3] = ();
  }
}
`

/**
 * Makes the world that a worker lives in, and stays as its process 1, to reap what is orphaned; whoever
 * starts this takes all of it along when he dies, however he dies.
 * Arguments: whether a user namespace is needed, how many networks besides the worker's own there are to
 * be, how many sockets in each, for how many starts there are to be socket pairs (four each), the run folder, its size in
 * bytes, how many processes there may be, a folder that stays writable (or nothing), and the worker's command;
 * what it has to know of the networks and of the server of starts is added to that, see kernel/network.ts and
 * fork-server.ts.
 *
 * The kernel lists the sockets of a namespace by walking through a table that is as large as the machine's
 * memory makes it: 5 ms with 24 GB. A namespace made within one that asks for a small table (ip-sysctl.rst,
 * tcp_child_ehash_entries, since Linux 6.1) is done in 40 µs, and sockets are looked at all the time.
 * Loopback is down in a new network namespace; without TIME_WAIT a port can be bound again at once. While
 * an acknowledgement is delayed, up to 40 ms, nobody can tell from the other side whether bytes have arrived:
 * the route to 127.0.0.1 says that none is (rtnetlink(7), “quickack” in ip-route(8)).
 * Process numbers are used again from 300 on. Before Linux 6.14 their highest is that of the whole machine,
 * and left alone, and before 5.12 the disk can't be made read-only as a whole: the program's own limits stand
 * all the same. Node closes what it has inherited in whatever it starts as far as the numbers go without a gap: so the
 * other ends of its sockets are moved out of the way.
 */
export const worldInit = `${calls}${begins}${serves}
sub joined {
  socketpair(my $near, my $there, 1, 1, 0) or return;
  open(my $far, '+<&=', fcntl($there, 0, 500)) or return;
  ($near, $far) }
sub attribute { my ($kind, $value) = @_; pack('S2', 4 + length $value, $kind) . $value }
sub acknowledges_at_once {
  my $quickly = attribute(8, attribute(15, pack('L', 1)));
  my $route = pack('C8 L', 2, 32, 0, 0, 255, 2, 254, 2, 0)
    . attribute(1, pack('C4', 127, 0, 0, 1)) . attribute(4, pack('L', 1)) . $quickly;
  socket(my $routes, 16, 3, 0) or return;
  send($routes, pack('L S2 L2', 16 + length $route, 24, 0x501, 1, 0) . $route, 0) }
my ($user, $networks, $sockets, $starts, $run, $disk, $processes, $writable, @command) = @ARGV;
die_with_parent();
apart(0x68020000, $user);
first();
$^F = 65536;
my @open;
for my $network (1 .. $networks + 1) {
  put('/proc/sys/net/ipv4/tcp_child_ehash_entries', 256);
  apart(0x40000000);
  socket(my $any, 2, 2, 0) or fail('socket');
  my $up = pack('a16 s x14', 'lo', 1);
  ioctl($any, 0x8914, $up) or fail('loopback');
  close $any;
  put('/proc/sys/net/ipv4/tcp_max_tw_buckets', 0) or fail('tcp_max_tw_buckets');
  acknowledges_at_once();
  next if $network > $networks;
  my $there = forked();
  unless ($there) { closed(0); sleep 1000000 while 1 }
  my @made;
  for (1 .. $sockets) { socket(my $made, 2, 1, 0) or last; push @made, $made }
  push @open, @made;
  push @command, "$there:" . join(',', map { fileno($_) } @made);
}
if (open(my $release, '<', '/proc/sys/kernel/osrelease')) {
  my ($major, $minor) = <$release> =~ /^(\\d+)\\.(\\d+)/;
  close $release;
  put('/proc/sys/kernel/pid_max', 350 + $processes) if $major * 100 + $minor >= 614;
}
bind_to($writable, $writable) if $writable;
read_only($root, 0x8000, 1, 0);
read_only($writable, 0, 0, 1) if $writable;
my $shared = '/dev/shm';
memory_disk($run, $disk);
memory_disk($shared, $disk) if -d $shared;
my ($control, $served) = joined() or fail('socketpair');
my (@near, @far);
for (1 .. 4 * $starts) { my ($near, $far) = joined() or last; push @near, $near; push @far, $far }
unless (forked()) {
  close $_ for @open, @near, $control;
  die_with_parent();
  serves($served, @far);
}
close $_ for @far, $served;
my $worker = forked();
run(@command, join(',', map { fileno($_) } $control, @near)) unless $worker;
close $_ for @open, @near, $control;
while ((my $ended = wait) > 0) { leave($? & 127 ? 128 + ($? & 127) : $? >> 8) if $ended == $worker }
`

/**
 * `begins` for one program: what it is told by is its descriptor 3, where it has one; the arguments are the others.
 */
export const programInit = `${calls}${begins}
my $status;
my $told = open($status, '+<&=', 3) && fcntl($status, 2, 1);
begins($told ? $status : undef, @ARGV);
`

/**
 * Where a program needs no init, it is started by this, which closes what whoever called us had open.
 * Arguments: its limits, how many descriptors it keeps, and the command.
 */
export const closing = `${calls}
my ($limits, $kept, @command) = @ARGV;
alone();
limits($limits);
closed($kept);
run(@command);
`
