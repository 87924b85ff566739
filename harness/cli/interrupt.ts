/** A signal that is given when the person wants the command to end; it ends with the status that says so. */
export function interruption(): AbortSignal {
  const interrupt = new AbortController()
  const interrupted = (signal: NodeJS.Signals) => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143
    interrupt.abort()
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('SIGHUP', interrupted)
  return interrupt.signal
}
