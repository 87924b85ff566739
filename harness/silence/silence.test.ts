import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { pathOf } from '../kernel/path.ts'
import { hasProc, treeOf } from '../kernel/processes.ts'
import { mayFollow } from '../testing/follow.ts'
import { Idleness } from './idleness.ts'
import { silenceOf } from './silence.ts'

const children: ReturnType<typeof spawn>[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts a Python program and waits until it says that it has come to the point. */
async function python(code: string): Promise<ReturnType<typeof spawn>> {
  const child = spawn('python3', [
    '-u',
    '-c',
    `import array, fcntl, os, select, signal, socket, struct, subprocess, threading, time\n${code}`,
  ])
  children.push(child)
  child.stderr.resume()
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
  return child
}

const follows = await mayFollow()

/** Two sockets that are connected with each other. */
const pair = 'a, b = socket.socketpair()'

const limits = { answer: 20_000, quiet: 20_000, busy: 20_000 }

/** Waits for the silence of a program; undefined if it spoke first. */
async function silenceUntilItSpeaks(child: ReturnType<typeof spawn>, idleness = new Idleness()) {
  const spoke = new AbortController()
  child.stdout?.once('data', () => spoke.abort())
  const processes = () => treeOf(child.pid as number)
  const { signal } = spoke
  return silenceOf({
    processes,
    network: 'self',
    port: 0,
    limits,
    idleness,
    awaited: true,
    signal,
  })
}

describe.runIf(hasProc)('where the kernel shows what a program waits for', () => {
  test.each([
    ['its standard input', "os.write(1, b'ready'); os.read(0, 1)", 'reading-input'],
    [
      'a client',
      "s = socket.create_server(('', 0)); os.write(1, b'ready'); s.accept()",
      'accepting',
    ],
    ['a lock', "l = threading.Lock(); l.acquire(); os.write(1, b'ready'); l.acquire()", 'locked'],
    ['data', `${pair}; os.write(1, b'ready'); a.recv(1)`, 'receiving'],
    ['any socket', `${pair}; os.write(1, b'ready'); select.select([a], [], [])`, 'polling'],
    [
      'a process',
      "p = subprocess.Popen(['cat'], stdin=-1); os.write(1, b'ready'); p.wait()",
      'waiting-for-process',
    ],
    [
      'the output of one',
      "p = subprocess.Popen(['cat'], stdin=-1, stdout=-1); os.write(1, b'ready'); p.stdout.read()",
      'waiting-for-process',
    ],
    ['a signal', "os.write(1, b'ready'); os.kill(os.getpid(), signal.SIGSTOP)", 'stopped'],
  ])(
    'a program that waits for %s is proven silent, and what it does is told',
    async (_, code, doing) => {
      const silence = await silenceUntilItSpeaks(await python(code))
      expect(silence).toMatchObject({ certainty: 'proven', doing })
    },
  )

  test.each([
    ['sleeps', "os.write(1, b'ready'); time.sleep(0.3); print('spoke')"],
    [
      'has a thread that sleeps',
      "threading.Timer(0.3, print, ['spoke']).start(); os.write(1, b'ready'); os.read(0, 1)",
    ],
    [
      'computes',
      "os.write(1, b'ready')\nend = time.time() + 0.3\nwhile time.time() < end: pass\nprint('spoke')",
    ],
    [
      'waits with a limit',
      "import select\nos.write(1, b'ready'); select.select([0], [], [], 0.3); print('spoke')",
    ],
    [
      'has set an alarm',
      "signal.signal(signal.SIGALRM, lambda *_: None); signal.setitimer(signal.ITIMER_REAL, 0.3)\nos.write(1, b'ready'); signal.pause(); print('spoke')",
    ],
    [
      'waits for an alarm that it has blocked',
      "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); signal.setitimer(signal.ITIMER_REAL, 0.3)\nos.write(1, b'ready'); signal.sigwait([signal.SIGALRM]); print('spoke')",
    ],
    [
      'receives from a socket with a time limit',
      `${pair}; a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 0, 300000))\nos.write(1, b'ready')\ntry: a.recv(1)\nexcept OSError: print('spoke')`,
    ],
    [
      'waits for a process that sleeps',
      "os.write(1, b'ready'); subprocess.run(['sleep', '0.3']); print('spoke')",
    ],
    [
      'asks again and again without waiting',
      `${pair}; end = time.time() + 0.7\nos.write(1, b'ready')\nwhile time.time() < end:\n  try: a.recv(1, socket.MSG_DONTWAIT)\n  except BlockingIOError: pass\nprint('spoke')`,
    ],
    [
      'reads past the end for a while',
      `${pair}; b.close(); end = time.time() + 0.3\nos.write(1, b'ready')\nwhile time.time() < end: a.recv(1)\nprint('spoke')`,
    ],
    [
      'reads past the end for a while, and complains of it,',
      `${pair}; b.close(); end = time.time() + 0.3\nos.write(1, b'ready')\nwhile time.time() < end: os.write(2, b'x%d' % len(a.recv(1)))\nprint('spoke')`,
    ],
    [
      'sleeps all the time, and speaks in the end',
      "os.write(1, b'ready')\nfor _ in range(10): time.sleep(0.1)\nprint('spoke')",
    ],
  ])('a program that %s and then speaks is never taken for silent', async (_, code) => {
    expect(await silenceUntilItSpeaks(await python(code))).toBeUndefined()
  })

  test.runIf(follows).each([
    ['for more from who has closed', 'b.close()', 'a.recv(1)', 'reading-past-end'],
    [
      'whether who has closed has said more',
      'b.close()',
      'select.select([a], [], []); a.recv(1)',
      'reading-past-end',
    ],
    [
      'for more from who has closed, and complains of it',
      'b.close()',
      "os.write(2, b'none' if a.recv(1) == b'' else b'some')",
      'reading-past-end',
    ],
    ['for what isn’t there', 'a.setblocking(False)', 'poll(a)', 'spinning'],
  ])('a program that asks %s, again and again, is observed to', async (_, first, again, doing) => {
    const poll = 'def poll(a):\n  try: return a.recv(1)\n  except BlockingIOError: return None'
    const child = await python(
      `${pair}\n${poll}\n${first}; os.write(1, b'ready')\nwhile True: ${again}`,
    )
    expect(await silenceUntilItSpeaks(child)).toMatchObject({ certainty: 'observed', doing })
  })

  test.runIf(pathOf('script'))(
    'on a terminal, what passes its text on is no reason to wait for the clock',
    async () => {
      const command = 'python3 -c "input(\'ready\')"'
      const child = spawn('script', [
        '--quiet',
        '--return',
        '--flush',
        '--command',
        command,
        '/dev/null',
      ])
      children.push(child)
      await once(child.stdout, 'data')
      const silence = await silenceUntilItSpeaks(child)
      expect(silence).toMatchObject({ certainty: 'observed', doing: 'reading-input' })
    },
  )

  test('a thread that comes round all the time is no reason to wait for the clock', async () => {
    const child = await python(
      `${pair}; threading.Thread(target=a.recv, args=[1]).start()\nwhile True: time.sleep(0.05); os.write(1, b'' if 'said' in globals() else b'ready'); said = True`,
    )
    const idleness = new Idleness()
    await vi.waitUntil(() => idleness.learn(() => treeOf(child.pid as number)))
    expect((await silenceUntilItSpeaks(child, idleness))?.certainty).toBe('observed')
  })

  test('nor does it mean that a program is still at something', async () => {
    const spinning = await python("os.write(1, b'ready')\nwhile True: pass")
    const sleeping = await python("os.write(1, b'ready'); time.sleep(60)")
    const waiting = await python("os.write(1, b'ready'); os.read(0, 1)")
    const isInterrupted = (child: typeof spinning, idleness = new Idleness()) =>
      idleness.isInterruptedIn(() => treeOf(child.pid as number))
    expect(await isInterrupted(spinning)).toBe(true)
    await vi.waitUntil(() => isInterrupted(sleeping))
    expect(await isInterrupted(waiting)).toBe(false)
    const learnt = new Idleness()
    await vi.waitUntil(() => learnt.learn(() => treeOf(sleeping.pid as number)))
    expect(await isInterrupted(sleeping, learnt)).toBe(false)
  })
})
