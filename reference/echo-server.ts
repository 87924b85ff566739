/**
 * Echo: every byte that a client sends comes back, unchanged and in order, and nothing else does.
 * When the client has closed its sending side, the server sends what is outstanding and closes too.
 */
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 65432)

function serve(socket: Socket): void {
  // A client that resets its connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  // Bytes stay bytes. A pipe reads no faster than the client takes its echo, and ends when he does.
  socket.pipe(socket)
}

// Half-open: a client that has finished still gets the rest of its echo.
// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer({ allowHalfOpen: true }, serve).listen(port)
