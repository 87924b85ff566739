import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hasProc } from '../kernel/processes.ts'
import { isBusy } from './busy.ts'
import { silenceOf } from './silence.ts'

const children: ReturnType<typeof spawn>[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts a Python program and waits until it says that it has come to the point. */
async function python(code: string): Promise<ReturnType<typeof spawn>> {
  const child = spawn('python3', ['-u', '-c', `import os, socket, threading, time\n${code}`])
  children.push(child)
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
  return child
}

const limits = { answer: 20_000, quiet: 20_000, busy: 20_000 }

/** Waits for the silence of a program; undefined if it spoke first. */
async function silenceUntilItSpeaks(child: ReturnType<typeof spawn>) {
  const spoke = new AbortController()
  child.stdout?.once('data', () => spoke.abort())
  const processes = () => [child.pid as number]
  const { signal } = spoke
  return silenceOf({ processes, port: undefined, limits, awaited: true, signal })
}

describe.runIf(hasProc)('where the kernel shows what a program waits for', () => {
  test.each([
    ['its standard input', "os.write(1, b'ready'); os.read(0, 1)", 'read'],
    ['a client', "s = socket.create_server(('', 0)); os.write(1, b'ready'); s.accept()", 'accept4'],
    ['a lock', "l = threading.Lock(); l.acquire(); os.write(1, b'ready'); l.acquire()", 'futex'],
  ])('a program that waits for %s is proven silent', async (_, code, call) => {
    const silence = await silenceUntilItSpeaks(await python(code))
    expect(silence?.certainty).toBe('proven')
    expect(silence?.calls).toEqual([call])
  })

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
      "import signal; signal.signal(signal.SIGALRM, lambda *_: None); signal.setitimer(signal.ITIMER_REAL, 0.3)\nos.write(1, b'ready'); signal.pause(); print('spoke')",
    ],
  ])('a program that %s and then speaks is never taken for silent', async (_, code) => {
    expect(await silenceUntilItSpeaks(await python(code))).toBeUndefined()
  })

  test('a program that spins or sleeps is seen busy, one that waits is not', async () => {
    const spinning = await python("os.write(1, b'ready')\nwhile True: pass")
    const sleeping = await python("os.write(1, b'ready'); time.sleep(60)")
    const waiting = await python("os.write(1, b'ready'); os.read(0, 1)")
    expect(await isBusy(() => [spinning.pid as number])).toBe(true)
    await vi.waitUntil(() => isBusy(() => [sleeping.pid as number]))
    expect(await isBusy(() => [waiting.pid as number])).toBe(false)
  })
})
