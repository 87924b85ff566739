/** Wins the quiz: answers each problem that it is asked, until the server closes the connection. */
import { connect } from 'node:net'

const port = Number(process.argv[2] ?? 31337)
const problem = /^\D*\d+[.)]\s*(.*?)[\s=?]*$/
const sum = /^[-+*/%()\d\s]+$/

const socket = connect(port, '127.0.0.1')
socket.setEncoding('utf8')
socket.on('error', ({ message }) => {
  console.error(`The quiz on port ${port} could not be played: ${message}`)
  process.exitCode = 1
})

let text = ''
let last = ''
let answered = 0
socket.on('data', (said: string) => {
  text += said
  const lines = text.split('\n')
  // What has no end yet may be half a problem.
  text = lines.pop() ?? ''
  for (const line of lines) {
    console.log(line)
    last = line
    const asked = problem.exec(line)?.[1]
    if (asked === undefined || !sum.test(asked)) continue
    socket.write(`${new Sum(asked).value}\n`)
    last = ''
    answered++
  }
})
socket.on('end', () => {
  socket.end()
  if (answered >= 10 && last !== '') return
  console.error('The server has closed the connection before the quiz was won.')
  process.exitCode = 1
})

/** A sum of whole numbers, read from left to right: products before sums, brackets before both. */
class Sum {
  readonly value: number
  readonly #tokens: string[]

  constructor(text: string) {
    this.#tokens = text.match(/\d+|\/\/|[-+*/%()]/g) ?? []
    this.value = this.#sum()
  }

  #sum(): number {
    let value = this.#product()
    while (this.#next('+', '-')) value += this.#taken === '+' ? this.#product() : -this.#product()
    return value
  }

  #product(): number {
    let value = this.#factor()
    while (this.#next('*', '/', '//', '%')) {
      const by = this.#taken
      const right = this.#factor()
      if (by === '*') value *= right
      else
        value = by === '%' ? value % right : by === '//' ? Math.floor(value / right) : value / right
    }
    return value
  }

  #factor(): number {
    if (this.#next('-')) return -this.#factor()
    if (!this.#next('(')) return Number(this.#tokens.shift())
    const value = this.#sum()
    this.#next(')')
    return value
  }

  #taken = ''

  /** Takes the next token if it is one of these. */
  #next(...wanted: string[]): boolean {
    if (!wanted.includes(this.#tokens[0] ?? '')) return false
    this.#taken = this.#tokens.shift() ?? ''
    return true
  }
}
