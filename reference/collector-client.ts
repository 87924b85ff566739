/** Sends one message, and closes: the server prints it, and answers nothing. */
import { connect } from 'node:net'

const port = Number(process.argv[2] ?? 1090)
const socket = connect(port, '127.0.0.1', () => socket.end('hello, world!'))
socket.on('error', ({ message }) => {
  console.error(`No server on port ${port}: ${message}`)
  process.exitCode = 1
})
