import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { isInstalled } from '../kernel/path.ts'
import { descriptorOf, socketIn } from '../kernel/processes.ts'
import type { Thread } from './threads.ts'

/**
 * Tells of sockets in other processes whether receiving from them has a time limit, SO_RCVTIMEO of
 * socket(7), which shows in no file of /proc: a duplicate of the descriptor (pidfd_getfd(2)) knows it.
 * The numbers of the calls and of the option are the same on all processors where calls are known here.
 * Reads lines of a process and a descriptor; answers each with 1 or 0, or with ? where it may not look.
 */
const teller = `
use strict;
$| = 1;
while (my $line = <STDIN>) {
  my ($pid, $descriptor) = split ' ', $line;
  my $answer = '?';
  my $process = syscall(434, $pid + 0, 0);
  if ($process >= 0) {
    my $copy = syscall(438, $process, $descriptor + 0, 0);
    if ($copy >= 0 && open(my $socket, '+<&=', $copy)) {
      my $limit = getsockopt($socket, 1, 20);
      $answer = $limit =~ /[^\\0]/ ? 1 : 0 if defined $limit;
      close $socket;
    }
    my $opened;
    close $opened if open($opened, '<&=', $process);
  }
  print "$answer\\n";
}
`

/** How long an answer may take, ms: it takes a tenth of one where nobody disturbs it. */
const patience = 2_000

/** Whether a call has a time limit that its arguments don't show; undefined where that can't be told. */
export type HiddenLimit = boolean | undefined

/** Looks for the time limits of calls on sockets; asks once for each call that a thread is in. */
export class TimeLimits {
  #teller: ChildProcess | undefined
  #answers: AsyncIterator<string> | undefined
  #asked = new Map<string, HiddenLimit>()
  #turn: Promise<unknown> = Promise.resolve()

  /** Makes ready to look, which takes some ms, ahead of the first question. */
  prepare(): void {
    this.#start()
  }

  /** Whether any of these threads is in a call on a socket that has a time limit. */
  async anyAmong(threads: readonly Thread[]): Promise<HiddenLimit> {
    const asked = new Map<string, HiddenLimit>()
    for (const thread of threads.filter(isOnSocket)) {
      const call = `${thread.pid} ${thread.id} ${thread.trace}`
      const known = this.#asked.has(call)
      asked.set(call, known ? this.#asked.get(call) : await this.#ask(thread))
    }
    this.#asked = asked
    const limits = [...asked.values()]
    if (limits.includes(true)) return true
    return limits.includes(undefined) ? undefined : false
  }

  /** Questions are asked one after the other, each once the one before is answered. */
  #ask({ pid, descriptor }: Thread): Promise<HiddenLimit> {
    const answer = this.#turn.then(async () => {
      const child = this.#start()
      if (!child?.stdin?.writable) return undefined
      child.stdin.write(`${pid} ${descriptor}\n`)
      const late = delay(patience, undefined, { ref: false })
      const said = await Promise.race([this.#answers?.next(), late])
      // Whoever has stopped it could make us take a late answer for the one to the next question.
      if (!said) child.kill('SIGKILL')
      return { '0': false, '1': true }[said?.value as string]
    })
    this.#turn = answer
    return answer
  }

  #start(): ChildProcess | undefined {
    if (this.#teller || !isInstalled('perl')) return this.#teller
    const child = spawn('perl', ['-e', teller], { stdio: ['pipe', 'pipe', 'ignore'] })
    this.#teller = child
    child.on('error', () => {})
    child.stdin.on('error', () => {})
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    // It waits for questions, ends with whoever asks them, and must keep nobody from ending.
    for (const held of [child, child.stdin as Socket, child.stdout as Socket]) held.unref()
    return child
  }
}

function isOnSocket({ pid, call, descriptor }: Thread): boolean {
  if (call?.awaiting === 'client') return true
  if (call?.awaiting !== 'data') return false
  return socketIn(descriptorOf(pid, descriptor)) !== undefined
}

/** The limits of the sockets of all programs that this process watches. */
export const timeLimits = new TimeLimits()
