/**
 * The numbers of system calls that differ between processors: see syscall(2); all but x86-64 have those of
 * include/uapi/asm-generic/unistd.h. Calls younger than Linux 5.1 have one number everywhere.
 */
const generic = {
  ...{ mount: 40, close: 57, capget: 90, capset: 91, exit_group: 94, unshare: 97 },
  ...{ setresuid: 147, setresgid: 149, setsid: 157, setgroups: 159, prctl: 167 },
  ...{ prlimit64: 261, setns: 268 },
}

const x64: typeof generic = {
  ...{ mount: 165, close: 3, capget: 125, capset: 126, exit_group: 231, unshare: 272 },
  ...{ setresuid: 117, setresgid: 119, setsid: 112, setgroups: 116, prctl: 157 },
  ...{ prlimit64: 302, setns: 308 },
}

const ofProcessors: Readonly<Partial<Record<NodeJS.Architecture, typeof generic>>> = {
  x64,
  arm64: generic,
  riscv64: generic,
  loong64: generic,
}

const ofThis = ofProcessors[process.arch]

/** Whether what keeps programs apart knows how to call this machine's kernel. */
export const knowsCalls: boolean = process.platform === 'linux' && ofThis !== undefined

const number = ofThis ?? generic

/**
 * What keeps programs apart asks of the kernel, in Perl: that starts in 2 ms, stands on every machine that
 * has git, and a chain of tools that each do one of these things would be started every time.
 *
 * `die_with_parent`: PR_SET_PDEATHSIG of prctl(2). `apart`: unshare(2), with this user as root of a user
 * namespace where one is wanted (user_namespaces(7)). `leave`: exit_group(2), without Perl's own clearing up, which
 * takes longer than a fork. `first`: forks the first process of a new PID namespace,
 * which dies with the one that waits for it, and has a /proc of its own; only that one returns. `enter`:
 * setns(2), to the network of a process. `bind_to`, `read_only`, `memory_disk`: mount_setattr(2), open_tree(2),
 * fsopen(2). `limits`: prlimit(2), for `number:most` pairs, no higher than they are already. `becomes`: another
 * user in a user namespace in which nothing is allowed, or without any capability (capabilities(7)), or the
 * same as another user. `alone`: setsid(2), a session without a terminal. `closed`: close_range(2), or close(2) before
 * Linux 5.9.
 */
export const calls = `
use strict;
my ($nothing, $root, $none) = ('', '/', 'none');
sub fail { print STDERR "$_[0]: $!\\n"; exit 125 }
sub put { my ($file, $text) = @_; open(my $out, '>', $file) or return 0; (print $out $text) && close $out }
sub maps { my ($uid, $gid, $as_uid, $as_gid) = @_;
  put('/proc/self/setgroups', 'deny');
  put('/proc/self/uid_map', "$as_uid $uid 1") && put('/proc/self/gid_map', "$as_gid $gid 1") or fail('user namespace') }
sub apart { my ($flags, $user) = @_;
  my ($uid, $gid) = ($> + 0, $) + 0);
  syscall(${number.unshare}, $flags | ($user ? 0x10000000 : 0)) == 0 or fail('unshare');
  maps($uid, $gid, 0, 0) if $user }
sub leave { syscall(${number.exit_group}, $_[0] + 0) }
sub forked { my $pid = fork; defined $pid or fail('fork'); $pid }
sub die_with_parent { syscall(${number.prctl}, 1, 9, 0, 0, 0) }
sub first {
  local @SIG{qw(INT TERM HUP)} = ('IGNORE') x 3;
  my $first = forked();
  if ($first) {
    close STDIN; close STDOUT; close STDERR;
    waitpid($first, 0);
    leave($? & 127 ? 128 + ($? & 127) : $? >> 8);
  }
  die_with_parent();
  my ($proc, $place) = ('proc', '/proc');
  syscall(${number.mount}, $none, $root, 0, 0x44000, 0) == 0 or fail('mount /');
  syscall(${number.mount}, $proc, $place, $proc, 14, 0) == 0 or fail('mount /proc') }
sub enter { my ($pid) = @_;
  open(my $network, '<', "/proc/$pid/ns/net") or fail('network');
  syscall(${number.setns}, fileno($network), 0x40000000) == 0 or fail('setns') }
sub attach { my ($mount, $place) = @_;
  $mount >= 0 and syscall(429, $mount, $nothing, -100, $place, 4) == 0 or fail("mount $place");
  syscall(${number.close}, $mount) }
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
  attach(syscall(432, $made, 0, 6), $place);
  syscall(${number.close}, $made) }
sub becomes { my ($kind, $uid, $gid) = split(/:/, $_[0]);
  if ($kind eq 'mapped') {
    syscall(${number.unshare}, 0x10000000) == 0 or fail('unshare');
    return maps(0, 0, $uid, $gid);
  }
  syscall(${number.prctl}, 38, 1, 0, 0, 0) == 0 or fail('no_new_privs');
  my $capability = 0;
  $capability++ while syscall(${number.prctl}, 24, $capability, 0, 0, 0) == 0;
  $capability or fail('capabilities');
  my ($header, $sets) = (pack('L2', 0x20080522, 0), "\\0" x 24);
  syscall(${number.capget}, $header, $sets) == 0 or fail('capget');
  my @sets = unpack('L6', $sets);
  @sets[2, 5] = (0, 0);
  $sets = pack('L6', @sets);
  syscall(${number.capset}, $header, $sets) == 0 or fail('capset');
  return if $kind ne 'dropped';
  syscall(${number.setgroups}, 0, 0) == 0
    && syscall(${number.setresgid}, $gid + 0, $gid + 0, $gid + 0) == 0
    && syscall(${number.setresuid}, $uid + 0, $uid + 0, $uid + 0) == 0 or fail('user') }
sub limits {
  for (split(/,/, $_[0])) {
    my ($what, $most) = map { $_ + 0 } split(/:/);
    my $limit = "\\0" x 16;
    syscall(${number.prlimit64}, 0, $what, 0, $limit) == 0 or fail('prlimit');
    my (undef, $highest) = unpack('Q2', $limit);
    $most = $highest if $highest < $most;
    $limit = pack('Q2', $most, $most);
    syscall(${number.prlimit64}, 0, $what, $limit, 0) == 0 or fail('prlimit');
  } }
sub alone { syscall(${number.setsid}) }
sub closed { my ($first) = @_;
  syscall(436, $first + 0, 0xffffffff, 0) == 0 or map { syscall(${number.close}, $_) } $first .. 65535 }
sub run { exec { $_[0] } @_; exit 127 }
`
