/**
 * Acknowledgements: the server greets each client at once with a line. It answers every message, a
 * line too, with `Ok, i get it!`, until one contains `quit`: then it closes without an answer.
 */
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 31337)

function serve(socket: Socket): void {
  // The beginning of a line whose end is still on its way.
  let unfinished = ''

  // A client that resets its connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  // Letters that are cut between two segments are put together, and what is no UTF-8 becomes U+FFFD.
  socket.setEncoding('utf8')

  socket.on('data', (received: string) => {
    // A segment may hold a part of a line (`qu`, then `it`) or several lines.
    const lines = (unfinished + received).split('\n')
    unfinished = lines.pop() ?? ''
    for (const line of lines) answer(line)
  })

  function answer(line: string): void {
    // Nothing that comes after a `quit` is answered.
    if (socket.writableEnded) return
    if (line.includes('quit')) socket.end()
    else socket.write('Ok, i get it!\n')
  }

  socket.write('You are connected, send smth\n')
}

// The server's side of a connection closes by itself when the client has left.
// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer(serve).listen(port)
