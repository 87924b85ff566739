import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { nextCallsOf } from '../kernel/tracer.ts'

/** Whether the threads of other processes may be followed here: it takes Perl, Linux 5.3, and leave. */
export async function mayFollow(): Promise<boolean> {
  const child = spawn('perl', ['-e', '$| = 1; print "ready"; getppid while 1'])
  try {
    await once(child.stdout, 'data')
    return (
      (await nextCallsOf(String(child.pid), 10, 5_000, AbortSignal.timeout(10_000))) !== undefined
    )
  } catch {
    return false
  } finally {
    child.kill('SIGKILL')
  }
}
