/** Sends what is typed, line by line, and prints what comes back: the same bytes. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const port = Number(process.argv[2] ?? 65432)
const lines = createInterface({ input: process.stdin })
const socket = connect(port, '127.0.0.1')
socket.on('error', ({ message }) => giveUp(`No server on port ${port}: ${message}`))
await once(socket, 'connect')
socket.on('end', () => giveUp('The server has closed the connection.'))

/** How many bytes of the answer are still to come. */
let due = 0
let answer = Buffer.alloc(0)
socket.on('data', (bytes) => {
  answer = Buffer.concat([answer, bytes])
  if (answer.length < due) return
  console.log(`Received: ${answer}`)
  answer = Buffer.alloc(0)
  lines.emit('answered')
})

for await (const line of lines) {
  if (line === 'exit') break
  due = Buffer.byteLength(line)
  socket.write(line)
  await once(lines, 'answered')
}
socket.removeAllListeners('end').end()
lines.close()

function giveUp(why: string): never {
  console.error(why)
  process.exit(1)
}
