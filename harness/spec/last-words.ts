import { textOf } from './bytes.ts'

/** How languages print where they were when they died of an error that nobody had caught. */
const traces: readonly RegExp[] = [
  // Python
  /^Traceback \(most recent call last\)/m,
  // Java, Kotlin, Scala
  /^Exception in thread "/m,
  /^\s+at [\w$./<>]+\([\w$]+\.\w+:\d+\)$/m,
  // Node
  /^\s+at .*:\d+:\d+\)?$/m,
  // Go
  /^panic: |^goroutine \d+ \[/m,
  // Rust
  /^thread '.*' .*panicked at/m,
  // Ruby
  /^\s+(?:\d+: )?from .+:\d+:in /m,
  /^\S+\.rb:\d+:in /m,
  // PHP
  /Uncaught \w+|^Stack trace:/m,
  // C#, and C++
  /^Unhandled exception|^terminate called after throwing/m,
  // Lua, and Tcl
  /^stack traceback:|^\s+while executing$/m,
]

/** Whether a program's last words are a stack trace, which tells its author something, and nobody else. */
export function showsTrace(printed: Uint8Array): boolean {
  const text = textOf(printed).replaceAll('\r', '')
  return traces.some((trace) => trace.test(text))
}

/** What languages print where there is nothing to be printed. */
const nothing = /\b(?:null|undefined|None|nil)\b|\bb''/g

/** Whether they tell anything: at least a word. */
export function tellsSomething(printed: Uint8Array): boolean {
  return /\p{L}{2,}/u.test(textOf(printed).replace(nothing, ''))
}
