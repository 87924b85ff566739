/**
 * Quiz: the server greets each user and asks ten numbered problems, one at a time. A wrong answer
 * ends that user's quiz. Ten right ones win: the user is told so, and the server's process ends.
 */
import { randomInt } from 'node:crypto'
import { createServer, type Socket } from 'node:net'

const port = Number(process.env.PORT || 31337)
const problems = 10

function drawProblem(): { readonly text: string; readonly answer: number } {
  const [left, right] = [randomInt(2, 100), randomInt(2, 100)]
  const sum = { text: `${left} + ${right}`, answer: left + right }
  const product = { text: `${left} * ${right}`, answer: left * right }
  return randomInt(2) === 0 ? sum : product
}

/**
 * Whether the user has said all of his answer. A newline tells; so does, from a client that sends
 * none, a text that is the right answer or can't become it. `1` may be the first half of `12`.
 */
function isFinished(typed: string, right: string): boolean {
  return typed.includes('\n') || typed === right || !right.startsWith(typed)
}

function serve(socket: Socket): void {
  let number = 0
  let answer = 0
  let typed = ''

  function ask(): void {
    const problem = drawProblem()
    number += 1
    answer = problem.answer
    typed = ''
    socket.write(`${number}. ${problem.text}\n`)
  }

  // A user who resets the connection is gone; the others are still here.
  socket.on('error', () => socket.destroy())

  // What is no UTF-8 becomes U+FFFD, which is no number.
  socket.setEncoding('utf8')

  socket.on('data', (received: string) => {
    // The line end of an answer may come after the answer was accepted: the next doesn't begin with it.
    typed = (typed + received).trimStart()
    if (socket.writableEnded || !isFinished(typed, String(answer))) return
    if (Number(typed) !== answer) socket.end("It's wrong!\n")
    // The process ends once the message is out, and with it the quizzes of all who haven't won.
    else if (number === problems) socket.end('You win!\n', () => process.exit(0))
    else ask()
  })

  socket.write(`Hi! You need to solve ${problems} arithmetic problems:\n`)
  ask()
}

// Without a host it listens on `::`, which IPv4 reaches as well as IPv6.
createServer(serve).listen(port)
