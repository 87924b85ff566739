/**
 * Doubling: the server takes white space off both ends of each message and sends the text twice
 * over, `hello` as `hellohello`, with nothing between or after. It goes on until the client leaves.
 */
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 9002)

function serve(socket: Socket): void {
  // A client that resets its connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  // Letters that are cut between two segments are put together, and what is no UTF-8 becomes U+FFFD.
  socket.setEncoding('utf8')

  socket.on('data', (message: string) => {
    const text = message.trim()
    // White space alone leaves nothing to double. It is not the end: the client may go on.
    if (text !== '') socket.write(text + text)
  })
}

// The server's side of a connection closes by itself when the client has left.
// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer(serve).listen(port)
