/** Is greeted, says hello, prints what the server says to it, and says goodbye. */
import { connect } from 'node:net'

const port = Number(process.argv[2] ?? 31337)
const socket = connect(port, '127.0.0.1')

/** What is still to be said, a line for each that the server says. */
const said = ['hello', 'quit']
let text = ''
socket.setEncoding('utf8')
socket.on('data', (piece: string) => {
  text += piece
  const lines = text.split('\n')
  text = lines.pop() ?? ''
  for (const line of lines) {
    console.log(line)
    const next = said.shift()
    if (next) socket.write(`${next}\n`)
    if (next === 'quit') socket.end()
  }
})
socket.on('end', () => {
  socket.end()
  if (said.length > 0) giveUp('The server has closed the connection.')
})
socket.on('error', ({ message }) => giveUp(`No server on port ${port}: ${message}`))

function giveUp(why: string): void {
  console.error(why)
  process.exitCode = 1
}
