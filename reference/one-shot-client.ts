/** Sends one message, and prints the answer, which is whole when the server has closed. */
import { connect } from 'node:net'

const port = Number(process.argv[2] ?? 12345)
const socket = connect(port, '127.0.0.1', () => socket.write('Привет, сервер!'))

const pieces: Buffer[] = []
socket.on('data', (bytes) => pieces.push(bytes))
socket.on('end', () => {
  socket.end()
  if (pieces.length > 0) console.log(`Ответ от сервера: ${Buffer.concat(pieces)}`)
  else giveUp('Сервер закрыл соединение без ответа.')
})
socket.on('error', ({ message }) => giveUp(`Сервер на порту ${port} недоступен: ${message}`))

function giveUp(why: string): void {
  console.error(why)
  process.exitCode = 1
}
