/**
 * One-shot: the server waits for one message, answers `Сервер получил: ` and the message, in UTF-8,
 * and closes the connection. It serves one client after another, for ever.
 */
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 12345)
const prefix = Buffer.from('Сервер получил: ')

function serve(socket: Socket): void {
  // A client that resets its connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  // The message is returned as the bytes it came in, so there is no text to decode wrongly.
  // Whatever follows it is read and dropped: closing on unread bytes would reset the connection,
  // and a reset can overtake the answer.
  socket.once('data', (message) => socket.end(Buffer.concat([prefix, message])))
}

// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer(serve).listen(port)
