/**
 * Collector: the server takes all that a client sends, piece by piece, until the client closes its
 * sending side. Then it prints what it has received and closes the connection. It sends nothing.
 */
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 1090)

function serve(socket: Socket): void {
  // Each client has pieces of his own, so that two at once don't mix.
  const pieces: Buffer[] = []

  // A client that resets its connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  socket.on('data', (piece) => pieces.push(piece))

  socket.on('end', () => {
    // A letter may be cut between two pieces: join them before anybody reads them as text.
    process.stdout.write(Buffer.concat([...pieces, Buffer.from('\n')]))
    socket.end()
  })
}

// Half-open: the server's side stays open until everything is printed.
// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer({ allowHalfOpen: true }, serve).listen(port)
