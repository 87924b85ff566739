/** What a stranger's server was seen to do when a client came, spoke one word and left. */
export interface Observation {
  /** The port on which it listens. */
  readonly port: number
  /** The program's file or folder name, in lower case. */
  readonly name: string
  /** What it said before the client spoke. */
  readonly greeting: string
  /** The word that the client sent. */
  readonly word: string
  /** What it answered to the word alone. */
  readonly answer: string
  /** What more came after the newline that followed the word. */
  readonly afterNewline: string
  /** What more came once the client had finished. */
  readonly afterFinish: string
  /** Whether it closed the connection after the answer, of its own accord. */
  readonly closedAfterAnswer: boolean
  /** Whether it showed the word on standard output, in any form. */
  readonly printed: boolean
}

/** All that the server said after the client had spoken. */
export function repliesIn(observed: Observation): string {
  return observed.answer + observed.afterNewline + observed.afterFinish
}
