import { describe, expect, test } from 'vitest'
import { bytesOf } from './bytes.ts'
import { showsTrace, tellsSomething } from './last-words.ts'

describe('a stack trace is known', () => {
  test.each([
    ['Python', 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n'],
    ['Java', 'Exception in thread "main" java.net.ConnectException: Connection refused\n'],
    ['a Java logger', 'java.io.IOException: x\n\tat java.base/sun.nio.ch.Net.f(Net.java:579)\n'],
    ['Node', 'Error: connect\n    at TCPConnectWrap.afterConnect (node:net:1607:16)\n'],
    ['Go', 'panic: dial tcp 127.0.0.1:9002\n\ngoroutine 1 [running]:\n'],
    ['Rust', "thread 'main' panicked at src/main.rs:3:5:\ncalled `Result::unwrap()`\n"],
    ['a newer Rust', "\nthread 'main' (4711) panicked at a.rs:3:5:\n"],
    ['Ruby', "a.rb:2:in `initialize': Connection refused (Errno::ECONNREFUSED)\n"],
    ['PHP', 'PHP Fatal error:  Uncaught ErrorException in a.php:2\nStack trace:\n'],
    ['C++', "terminate called after throwing an instance of 'std::runtime_error'\n"],
    ['Tcl', 'couldn\'t open socket: connection refused\n    while executing\n"socket"\n'],
    ['Lua', 'lua: a.lua:1: refused\nstack traceback:\n'],
  ])('in the form of %s', (_, text) => {
    expect(showsTrace(bytesOf(text))).toBe(true)
  })

  test.each(['No server on port 9002: Connection refused', 'Сервер закрыл соединение.', ''])(
    'and not taken for one: %j',
    (text) => {
      expect(showsTrace(bytesOf(text))).toBe(false)
    },
  )
})

test.each([
  ['connect: Connection refused\n', true],
  ['Нет сервера\n', true],
  ['> \n', false],
  ["b''\nNone\nnull\n", false],
])('whether %j tells its user something', (text, tells) => {
  expect(tellsSomething(bytesOf(text))).toBe(tells)
})
